import { todaysPayload } from "../../../src-shared/actions/read-intent.ts";
import type { Step } from "../../../src-shared/protocol/action-envelope.ts";

const wordFields = ["text", "opinion", "reason", "instruction", "answer", "words", "remarks", "replyToWorker"] as const;

/** The words a person wrote into a step, whatever its kind, so that none is lost when it is turned into a note. */
export function stepText(step: Pick<Step, "type" | "actionVersion" | "payload">): string {
  const payload = todaysPayload(step);
  return wordFields
    .map((field) => payload[field])
    .filter((words) => typeof words === "string")
    .filter((words) => words.trim() !== "")
    .join("\n");
}
