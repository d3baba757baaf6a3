import type { Box } from "./box.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";

/** Rows of the box's outbox: one per step, with its place in the order of making. */
export type OutboxRow = Readonly<{ id: string; place: number; payload: string }>;

/** The rows that a ledger stands for. */
export function outboxRows(ledger: Ledger): readonly OutboxRow[] {
  return [...ledger.entries.values()].map(rowOf);
}

function rowOf(entry: LedgerEntry, place: number): OutboxRow {
  return { id: entry.step.id, place, payload: JSON.stringify(entry) };
}

/**
 * Brings the box from what it showed to what the ledger says now.
 * @see docs/spec/outbox.md OB-43
 */
export async function projectOutbox(box: Box, before: Ledger, now: Ledger): Promise<void> {
  // A step that was taken back moves the places of all after it: a later one must not get the place of one of them.
  const held = new Map([...before.entries.values()].map((entry, place) => [entry, place]));
  const changed = [...now.entries.values()].flatMap((entry, place) =>
    held.get(entry) === place ? [] : [rowOf(entry, place)],
  );
  const gone = [...before.entries.keys()].filter((id) => !now.entries.has(id));
  if (changed.length === 0 && gone.length === 0) return;
  await box.use(async ({ outbox }) => {
    await outbox.bulkUpsert([...changed]);
    await outbox.bulkRemove(gone);
  });
}

/** All rows of the box, in the order of making. */
export async function readOutboxRows(box: Box): Promise<readonly OutboxRow[]> {
  const docs = await box.use(({ outbox }) => outbox.find().exec());
  return docs.map((doc) => doc.toMutableJSON()).toSorted((a, b) => a.place - b.place);
}

/**
 * Makes the box's outbox equal to the ledger.
 * @param held all rows that it holds
 */
export async function rebuildOutbox(box: Box, ledger: Ledger, held: readonly OutboxRow[]): Promise<void> {
  const wanted = outboxRows(ledger);
  const ids = new Set(wanted.map((row) => row.id));
  const same = new Map(held.map((row) => [row.id, row]));
  const changed = wanted.filter((row) => {
    const old = same.get(row.id);
    return old?.payload !== row.payload || old.place !== row.place;
  });
  const strangers = held.filter((row) => !ids.has(row.id)).map((row) => row.id);
  await box.use(async ({ outbox }) => {
    await outbox.bulkUpsert([...changed]);
    await outbox.bulkRemove(strangers);
  });
}
