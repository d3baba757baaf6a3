import { contactClasses, type Contact } from "../../../src-shared/domain/contact/contact.ts";
import type { Intent } from "../../../src-shared/actions/action.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { oneOf } from "../../ui/one-of.ts";
import { chosen, required, type FieldProblem } from "../../ui/form/checks.ts";

/** How a call can end, as the form offers it: it becomes an order, is answered, or no order comes of it. */
export const endings = ["order", "answered", "refused", "emergency", "thanks", "invalid", "harassment"] as const;
export type Ending = (typeof endings)[number];

/** The endings of which no order comes: registered with hardly a field. */
export type ShortEnding = Extract<Ending, "emergency" | "thanks" | "invalid" | "harassment">;

export function isShort(ending: Ending): ending is ShortEnding {
  return ending === "emergency" || oneOf(contactClasses, ending) !== undefined;
}

/** The step that ends the order in the same go as its registration; its order is known then. */
export type Closing =
  | Omit<Extract<Intent, { type: "answer-directly" }>, "orderId">
  | Omit<Extract<Intent, { type: "refuse-order" }>, "orderId">;

export type EndingValues = Readonly<{
  answer?: string;
  article?: string;
  refusalCode?: string;
  refusalReason?: string;
}>;

/** What is missing for an ending, by field. */
export function checkEnding(ending: Ending, values: EndingValues): Readonly<Record<string, FieldProblem | undefined>> {
  const { answer = "", refusalCode = "", refusalReason = "" } = values;
  if (ending === "answered") return { answer: required(answer, 8000) };
  if (ending === "refused") return { refusalCode: chosen(refusalCode), refusalReason: required(refusalReason, 2000) };
  return {};
}

/**
 * The closing step for checked values; null when the order is to be dispatched.
 * @param standard what is written as the answer where nobody was answered at length
 */
export function closingOf(ending: Ending, values: EndingValues, standard: string): Closing | null {
  const { answer = "", article = "", refusalCode = "", refusalReason = "" } = values;
  if (ending === "order") return null;
  if (ending === "refused") {
    return { type: "refuse-order", payload: { reasonCode: refusalCode, reason: tidyText(refusalReason) } };
  }
  if (ending === "answered") return { type: "answer-directly", payload: { answer: tidyText(answer), article } };
  return { type: "answer-directly", payload: { answer: standard, article: "" } };
}

/** What the contact says of itself when no order comes of it. */
export function contactMarks(ending: Ending): Pick<Contact, "class" | "outcome"> {
  if (ending === "emergency") return { outcome: "emergency" };
  const kind = oneOf(contactClasses, ending);
  return kind === undefined ? {} : { class: kind };
}

/** The code under which such a contact is filed in the dictionary of problems. */
export const problemOfEnding: Readonly<Record<ShortEnding, string>> = {
  emergency: "other.emergency",
  thanks: "opinion.praise",
  invalid: "other.unclear",
  harassment: "other.unclear",
};
