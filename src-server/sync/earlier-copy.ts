import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { findCopies, type LogCopy } from "../store/action-store.ts";
import type { Executor } from "../store/store.ts";
import { contentOf, keptAction } from "./kept-envelope.ts";
import type { Outcome } from "./outcome.ts";

/** A copy that was refused for its seal, or because its id was another's, was never looked at. */
const neverLookedAt: ReadonlySet<string | null> = new Set(["bad-signature", "id-reused"]);

/**
 * What the log says of an action's id under other seqs. A step whose answer was lost may come again from another device
 * of its author, or sealed anew: it gets the verdict of its first copy and no second effect. `another`: a step that says
 * something else has the id. `none`: no copy was ever judged.
 * @see docs/spec/sync-server.md SV-25
 */
export async function earlierCopy(tx: Executor, action: ActionEnvelope): Promise<Outcome | "another" | "none"> {
  const copies = await judgedCopies(tx, action);
  if (!copies.every((copy) => isSameStep(copy, action))) return "another";
  const first = copies.find(hasEffect) ?? copies[0];
  if (!first) return "none";
  return hasEffect(first) ? mergedWith(first) : withoutEffect(first);
}

/** The outcome of a parked step when a copy of it has had its effect meanwhile; null when none has. */
export async function effectOfCopy(tx: Executor, action: ActionEnvelope): Promise<Outcome | null> {
  const copies = await judgedCopies(tx, action);
  const first = copies.find((copy) => hasEffect(copy) && isSameStep(copy, action));
  return first ? mergedWith(first) : null;
}

async function judgedCopies(tx: Executor, action: ActionEnvelope): Promise<readonly LogCopy[]> {
  const copies = await findCopies(tx, action.id);
  // One sent in another account's name was refused for that, whatever it said.
  return copies.filter((copy) => !neverLookedAt.has(copy.code) && copy.userId === copy.deviceOwner);
}

function isSameStep(copy: LogCopy, action: ActionEnvelope): boolean {
  const kept = keptAction(copy.envelope);
  return kept !== null && contentOf(kept) === contentOf(action);
}

function hasEffect({ verdict }: LogCopy): boolean {
  return verdict === "applied" || verdict === "merged";
}

function mergedWith({ orderVersion, orderNumber }: LogCopy): Outcome {
  return { verdict: "merged", code: null, event: null, orderVersion, orderNumber };
}

function withoutEffect({ verdict, code, orderVersion, orderNumber }: LogCopy): Outcome {
  return { verdict, code, event: null, orderVersion, orderNumber };
}
