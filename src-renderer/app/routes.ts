import type { ActionType } from "../../src-shared/actions/action.ts";
import { isActionType } from "../../src-shared/actions/action.ts";
import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import { workListNames, type WorkListName } from "../data/list-names.ts";
import { administrationTabs, type AdministrationTab } from "../features/administration/administration-tab.ts";
import { manualTopics, type ManualTopic } from "../features/manual/manual-topic.ts";
import { oneOf } from "../ui/one-of.ts";

export const sheets = ["order-sheet", "case-file", "paper"] as const;
export type Sheet = (typeof sheets)[number];

/** Where one is: which list, which order, which step; or a page of its own. */
export type Place =
  | Readonly<{ page: "order"; list: WorkListName; order: OrderId | null; step: ActionType | null }>
  | Readonly<{ page: "register"; list: WorkListName }>
  | Readonly<{ page: "sync" }>
  | Readonly<{ page: "diagnosis" }>
  | Readonly<{ page: "drafts" }>
  | Readonly<{ page: "administration"; tab: AdministrationTab | null }>
  | Readonly<{ page: "manual"; topic: ManualTopic }>
  | Readonly<{ page: "knowledge"; article: string | null }>
  | Readonly<{ page: "gallery" }>
  | Readonly<{ page: "print"; order: OrderId; sheet: Sheet; part: string }>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the address after `#`; what it does not know leads to the fallback list, never to an empty page. */
export function placeOf(path: string, fallback: WorkListName): Place {
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "");
  switch (first) {
    case "print":
      return printPlace(rest) ?? listPlace([], fallback);
    case "new":
      return { page: "register", list: fallback };
    case "knowledge":
      return { page: "knowledge", article: rest[0] ?? null };
    case "sync":
    case "diagnosis":
    case "drafts":
    case "gallery":
      return { page: first };
    case "administration":
      return { page: first, tab: oneOf(administrationTabs, rest[0]) ?? null };
    case "manual":
      return { page: "manual", topic: oneOf(manualTopics, rest[0] ?? "") ?? "accept" };
    case "order":
      return listPlace(["all", ...rest], fallback);
    default:
      return listPlace(first === "list" ? rest : [], fallback);
  }
}

function printPlace([id = "", text = "", part = ""]: readonly string[]): Place | null {
  const sheet = oneOf(sheets, text);
  return uuid.test(id) && sheet ? { page: "print", order: orderId(id), sheet, part } : null;
}

function listPlace([name = "", id = "", text = ""]: readonly string[], fallback: WorkListName): Place {
  const list = oneOf(workListNames, name) ?? fallback;
  const order = uuid.test(id) ? orderId(id) : null;
  const step = order !== null && isActionType(text) ? text : null;
  return { page: "order", list, order, step };
}

/** The address of a list, an order in it, or a step of that order, without the `#`. */
export function pathTo(list: WorkListName, order?: OrderId | null, step?: ActionType): string {
  return ["", "list", list, ...(order ? [order, ...(step ? [step] : [])] : [])].join("/");
}

export function pathToPrint(order: OrderId, sheet: Sheet, part = ""): string {
  return ["/print", order, sheet, ...(part === "" ? [] : [part])].join("/");
}

/** The address of a topic of the manual. */
export function pathToManual(topic: ManualTopic): string {
  return `/manual/${topic}`;
}

/** The address of an article of the knowledge base. */
export function pathToArticle(article: string): string {
  return `/knowledge/${article}`;
}
