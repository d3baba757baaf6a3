import { todaysPayload } from "../../src-shared/actions/read-intent.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";

/** Where the payloads of actions keep what a person wrote, in the order in which it reads. */
const wordFields = [
  ...["title", "facts", "evidence", "text", "opinion", "legalBasis", "replyToWorker", "promisedBy", "answer", "reply"],
  ...["task", "demand", "instruction", "statement", "words", "remarks", "measures", "conclusion", "reason"],
  ...["rulingReason", "name", "caption"],
] as const;

// Who a worker or a caller is stays masked elsewhere, and has no place in a note that other offices read.
const kept: ReadonlySet<string> = new Set(["worker", "employer", "contact"]);

/**
 * The words that a person wrote into a step, whatever its kind and however deep they lie, one part a line: none is out of
 * sight when the step is refused, and none is lost when it is turned into a note.
 * @see docs/spec/receipts.md RC-24
 */
export function stepWords(step: Pick<Step, "type" | "actionVersion" | "payload">): string {
  const parts = partsOf(todaysPayload(step));
  return wordFields
    .flatMap((field) => parts.filter(([name]) => name === field))
    .map(([, words]) => words)
    .filter((words) => words.trim() !== "")
    .join("\n");
}

type Part = readonly [field: string, words: string];

function partsOf(value: unknown, field = ""): readonly Part[] {
  if (typeof value === "string") return [[field, value]];
  if (Array.isArray(value)) return value.flatMap((member) => partsOf(member, field));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (kept.has(name) ? [] : partsOf(member, name)));
}
