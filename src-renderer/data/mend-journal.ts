import { Type } from "typebox";
import Value from "typebox/value";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { sealSchema, stepSchema } from "../../src-shared/protocol/action-envelope.ts";
import { receiptSchema } from "../../src-shared/protocol/sync.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { Journal, JournalContents } from "../platform/platform.ts";
import type { OutboxRow } from "./box-outbox.ts";
import { entryLines, movedBehind, type Ledger, type LedgerEntry } from "./ledger.ts";
import { readLedger } from "./outbox.ts";
import { inCalls } from "./whole-calls.ts";

/** What the box says beside a journal. `isLost`: the box was lost, and what it lacks means nothing. */
export type Beside = Readonly<{ rows: readonly OutboxRow[]; isLost: boolean; now: Instant }>;

/** What journal and box say together, and the lines that let the journal say it alone. */
export type Mend = Readonly<{
  ledger: Ledger;
  /** Steps that the journal did not know, or knew without their seal, in the order of making. */
  lost: readonly LedgerEntry[];
  lines: readonly string[];
  jump: JournalEntry;
}>;

/** Numbers of withdrawn registrations went with the journal: the count goes on beyond any that they can have had. */
const numbersSkipped = 1000;

// [Note: what only the box knows] The journal tells of its damage once, and the mending may be cut off after that. So a
// loss is known by what is here: a step is in the journal before the box has it, and the box has forgotten a step before
// compacting leaves out its lines (open-stores.ts). Whatever row no line explains is the journal's loss. A withdrawn step
// is explained as long as its row can be here: its `withdrawn` stands until a start has made the box equal. A seal that
// was broken since is explained in the same way by its `rechained`: the journal's lines are read after the box's.
/**
 * What a journal that is gone or has lost records gets back from the box; null when it has all that the box shows. What
 * the journal itself says comes last, since it knows what the box had not been told yet.
 * @param told the ledger of the journal by itself
 * @see docs/spec/local-store.md LS-18, LS-41, LS-70
 */
export function mendOf(told: Ledger, contents: JournalContents, { rows, isLost, now }: Beside): Mend | null {
  const isDamaged = !isLost && (told.deviceId === null || contents.damaged > 0);
  if (!isDamaged && !rows.some((row) => isNews(row, told))) return null;
  const shown = rows.flatMap(linesOf);
  const { registered } = readLedger(shown);
  const jump: JournalEntry = { kind: "numbered", count: registered + numbersSkipped, at: now };
  const lines = [...shown, JSON.stringify(jump), ...contents.lines];
  const ledger = readLedger(lines);
  const lost = [...ledger.entries.values()].filter((entry) => isLostBy(told, entry));
  return isDamaged || lost.length > 0 ? { ledger, lost, lines, jump } : null;
}

/** Whether a row may say more than the journal: a glance that every start can afford, before all rows are read. */
function isNews({ id, payload }: OutboxRow, { entries }: Ledger): boolean {
  const known: ReadonlyMap<string, LedgerEntry> = entries;
  const entry = known.get(id);
  return entry === undefined || (entry.sealed === null && !payload.includes('"sealed":null'));
}

function isLostBy({ entries }: Ledger, { step, sealed }: LedgerEntry): boolean {
  const entry = entries.get(step.id);
  return entry === undefined || (entry.sealed === null && sealed !== null);
}

/** A ledger's entry as the box keeps it. */
const rowSchema = Type.Object({
  step: stepSchema,
  savedAt: Type.Integer(),
  sealed: Type.Union([Type.Object({ seal: sealSchema, hash: Type.String() }), Type.Null()]),
  receipt: Type.Union([receiptSchema, Type.Null()]),
  settled: Type.Boolean(),
  isTakenOver: Type.Optional(Type.Literal(true)),
  mayHaveLeft: Type.Optional(Type.Literal(true)),
});

function linesOf({ payload }: OutboxRow): readonly string[] {
  const entry: unknown = JSON.parse(payload);
  if (!Value.Check(rowSchema, entry)) return [];
  return entryLines(entry).map((line) => JSON.stringify(line));
}

/**
 * Brings the journal to its mend before anything is taken from the box.
 * @throws Unavailable when what was lost cannot be written in any way: the box is then the only place that has it
 * @see docs/spec/local-store.md LS-71
 */
export async function writeMend(journal: Journal, mend: Mend): Promise<void> {
  const isWhole = await journal.compact(mend.lines).then(
    () => true,
    () => false,
  );
  if (isWhole) return;
  const appended = appendLost(journal, mend);
  // With nothing to bring back a full disk is no reason to stand still.
  await (mend.lost.length > 0 ? appended : appended.catch(() => undefined));
}

/** A disk without the room for a second journal may have it for the lines that are missing. */
async function appendLost(journal: Journal, mend: Mend): Promise<void> {
  for (const entries of inCalls([[mend.jump], ...lostLines(mend)])) {
    await journal.append(entries.map((entry) => JSON.stringify(entry)));
  }
}

/** Lost steps go to the end, and so does what was made after them and has no place in the chain yet. */
function lostLines({ ledger, lost }: Mend): readonly (readonly JournalEntry[])[] {
  const missing = new Set(lost);
  let isBehind = false;
  return [...ledger.entries.values()].flatMap((entry) => {
    const isFree = entry.sealed === null && entry.receipt === null;
    if (!missing.has(entry)) return isBehind && isFree ? [movedBehind(entry, entry.step.deviceId)] : [];
    isBehind ||= isFree;
    return [entryLines(entry)];
  });
}
