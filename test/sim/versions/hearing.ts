import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Answer } from "../province/route-table.ts";
import { theWorld } from "../world/world.ts";
import { newestBuild, newWords, type Build } from "./builds.ts";

/** Paths whose answers bring orders. */
const bringsOrders: ReadonlySet<string> = new Set(["/api/sync/pull", "/api/sync/bootstrap", "/api/sync/orders"]);

/**
 * An answer as the desk of a build understands it: words that came later are none that it knows, and members that it has
 * no name for are not there. The product's code stands for the older desk's, so it is the words that are made strange.
 */
export function heardBy(build: Build | null, path: string, { status, text }: Answer): string {
  if (build !== null && status >= 400 && status < 429) theWorld().count(`a desk of build ${build} was told ${status}`);
  if (build === null || build === newestBuild || status !== 200) return text;
  if (bringsOrders.has(path)) return countedIfOther(strange(text), text);
  if (path !== "/api/sync/push") return text;
  const { takes: _, ...known } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const verdicts = JSON.stringify({ ...known, news: { of: "later" } });
  return build === 3 ? verdicts : verdicts.replaceAll('"verdict":"merged"', '"verdict":"merged-of-later"');
}

/** An order as it stands in the copy of a desk of a build. */
export function orderHeardBy(build: Build | null, order: WorkOrder): WorkOrder {
  if (build === null || build === newestBuild) return order;
  return JSON.parse(strange(JSON.stringify(order))) as WorkOrder;
}

function countedIfOther(heard: string, text: string): string {
  if (heard !== text) theWorld().count("unknown words heard");
  return heard;
}

function strange(text: string): string {
  return newWords.reduce((now, [member, word]) => {
    return now.replaceAll(`"${member}":"${word}"`, `"${member}":"${word}-of-later"`);
  }, text);
}
