import * as original from "../../../src-renderer/data/errands.ts";
import type { ErrandParts } from "../../../src-renderer/data/errands.ts";
import { fold, type Judge } from "../../../src-renderer/data/fold.ts";
import { entriesOf, unsentEntries, type LedgerEntry } from "../../../src-renderer/data/ledger.ts";
import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";

export const { bootstrap, carryOut, createPace, fetchReference, pull, tellOpenings, upload } = original;

/** The mistake: a waiting step that would be refused as the order stands now is thrown away. */
export async function push(parts: ErrandParts): Promise<EngineFact> {
  const ledger = parts.outbox.ledger();
  const { profile } = ledger;
  if (profile === null) return original.push(parts);
  const { userId: id, name, office, roles } = profile;
  const judge: Judge = { actor: { id, name, office, roles }, rules: parts.reference.rules() };
  for (const entry of unsentEntries(ledger)) {
    if (entry.sealed !== null || !(await isHopeless(parts, entry, judge))) continue;
    const at = parts.clock.now();
    await parts.outbox.exclusive(() => parts.outbox.append([{ kind: "withdrawn", actionId: entry.step.id, at }]));
  }
  return original.push(parts);
}

async function isHopeless(parts: ErrandParts, { step }: LedgerEntry, judge: Judge): Promise<boolean> {
  const stored = await parts.mirror.order(step.orderId);
  const { forecasts } = fold(stored?.order, entriesOf(parts.outbox.ledger(), step.orderId), judge);
  return (forecasts.get(step.id) ?? null) !== null;
}
