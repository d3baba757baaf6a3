import { BehaviorSubject, type Observable } from "rxjs";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import { parseJournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { Journal } from "../platform/platform.ts";
import { createBoxDelay } from "./box-delay.ts";
import { projectOutbox } from "./box-outbox.ts";
import type { Box } from "./box.ts";
import { parkedTakenOver } from "./former-steps.ts";
import { emptyLedger, record, type Ledger } from "./ledger.ts";
import { createMutex, type Mutex } from "./mutex.ts";
import { offeredAgain, parkedOffered } from "./offer-again.ts";

/**
 * The steps of this computer. What it says is in the journal already: the ledger moves only after the journal's word.
 * @see docs/spec/outbox.md
 */
export type Outbox = Readonly<{
  ledger$: Observable<Ledger>;
  ledger: () => Ledger;
  /** One piece of work at a time: deciding, saving, withdrawing and sealing never overlap. */
  exclusive: Mutex;
  /** Writes entries to the journal (fsync), then shows them. To be called within `exclusive`. */
  append: (entries: readonly JournalEntry[]) => Promise<void>;
  /** Forgets the receipts from `seq` on, all from 0, for a province that was restored from a backup and asks again. */
  offerAgain: (fromSeq: number) => void;
  /**
   * Forgets the receipts of parked steps, so that they are asked about once more; those of a former device become this
   * one's. To be called within `exclusive`.
   */
  offerParked: (at: Instant) => Promise<void>;
  /** Resolves when everything said so far stands in the box as well. */
  projected: () => Promise<void>;
}>;

/** The ledger of a journal as it was read; lines of a kind this build does not know are left alone. */
export function readLedger(lines: readonly string[]): Ledger {
  return record(
    emptyLedger,
    lines.flatMap((line) => parseJournalEntry(line) ?? []),
  );
}

// [Note: journal before outbox] The journal has the entry on the disk before the ledger moves and before the box is
// told, so losing IndexedDB costs a rebuild, not work. The box follows behind and is never waited for by a person.
export function createOutbox(journal: Journal, box: Box, start: Ledger): Outbox {
  const ledger$ = new BehaviorSubject(start);
  const exclusive = createMutex();
  const projection = createMutex();
  let projected = start;
  const project = async (): Promise<void> => {
    const next = ledger$.value;
    await projectOutbox(box, projected, next);
    projected = next;
  };
  // A box that cannot be written is rebuilt from the journal at the next start.
  const projectSoon = createBoxDelay(() => void projection(project).catch(() => undefined));
  const append = async (entries: readonly JournalEntry[]): Promise<void> => {
    if (entries.length === 0) return;
    await journal.append(entries.map((entry) => JSON.stringify(entry)));
    ledger$.next(record(ledger$.value, entries));
    projectSoon(entries.every(isOfTheWay) ? "rest" : "work");
  };
  return {
    ledger$,
    ledger: () => ledger$.value,
    exclusive,
    append,
    offerAgain: (fromSeq) => ledger$.next(offeredAgain(ledger$.value, fromSeq)),
    offerParked: async (at) => {
      // A full disk is no reason to stand still: they are asked about at the next start.
      await append(parkedTakenOver(ledger$.value, at)).catch(() => undefined);
      const next = parkedOffered(ledger$.value);
      if (next !== ledger$.value) ledger$.next(next);
    },
    projected: () => projection(project),
  };
}

/** Whether an entry says only how a step fared on its way to the province. */
function isOfTheWay({ kind }: JournalEntry): boolean {
  return kind === "sealed" || kind === "receipt";
}
