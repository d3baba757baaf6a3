import * as original from "../../../src-renderer/data/outbox.ts";
import type { Outbox } from "../../../src-renderer/data/outbox.ts";
import type { JournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { currentBuild, type Build } from "./builds.ts";
import { madeBy } from "./payloads.ts";

export const { readLedger } = original;

/** The twin of src-renderer/data/outbox.ts: a step is saved in the words of the program that makes it, and sealed so. */
export function createOutbox(...parts: Parameters<typeof original.createOutbox>): Outbox {
  const outbox = original.createOutbox(...parts);
  const build = currentBuild();
  if (build === null) return outbox;
  // A step that only changes its device is here already, as it was made.
  const isHere = (entry: JournalEntry): boolean => entry.kind !== "step" || outbox.ledger().entries.has(entry.step.id);
  const said = (entry: JournalEntry): JournalEntry => (isHere(entry) ? entry : aged(build, entry));
  return { ...outbox, append: (entries) => outbox.append(entries.map(said)) };
}

function aged(build: Build, entry: JournalEntry): JournalEntry {
  if (entry.kind !== "step") return entry;
  const { step } = entry;
  return { ...entry, step: { ...step, ...madeBy(build, step.type, step.payload) } };
}
