import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { sealSchema, stepSchema } from "../../src-shared/protocol/action-envelope.ts";
import { receiptSchema } from "../../src-shared/protocol/sync.ts";
import { parseJournalEntry, type JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { Journal } from "../platform/platform.ts";
import { dropValue, readValue, writeValue, type Box } from "./box.ts";
import { readOutboxRows, rebuildOutbox } from "./box-outbox.ts";
import { compacted, entryLines, unsentEntries, type Ledger } from "./ledger.ts";
import { createOutbox, readLedger, type Outbox } from "./outbox.ts";
import type { Account } from "./identity.ts";
import { noteHappening } from "./told.ts";
import { openUploads, type Uploads } from "./uploads.ts";

export type Stores = Readonly<{ box: Box; outbox: Outbox; uploads: Uploads }>;
type Kept = Readonly<{ box: Box; journal: Journal }>;

/** A journal with fewer lines than this is not worth compacting. */
const compactBeyondLines = 400;

/**
 * Opens what must not be lost. When IndexedDB has been lost (the journal knows steps, the box lacks its sentinel) the box
 * is built anew from the journal, and a note for the person is left in it.
 * @see docs/spec/local-store.md LS-15 (security.md, "What surprised us" 1)
 */
export async function openStores({ box, journal }: Kept, account: Account, now: Instant): Promise<Stores> {
  const isLost = (await readValue(box, "sentinel")) === null;
  let ledger = readLedger(journal.contents.lines);
  const { damaged } = journal.contents;
  if (!isLost && (ledger.deviceId === null || damaged > 0)) ledger = await mendedFromBox(journal, box, now);
  const { tornBytes: n } = journal.contents;
  if (n > 0) await noteHappening(box, "journal-torn", { n, at: now });
  await noteDamage(box, journal, { hadSteps: ledger.entries.size > 0, at: now });
  if (isLost && ledger.deviceId !== null) {
    await writeValue(box, "recovery", JSON.stringify({ steps: unsentEntries(ledger).length, at: now }));
  }
  ledger = await compact(journal, ledger, now);
  const [uploads] = await Promise.all([openUploads(box), rebuildOutbox(box, ledger)]);
  if (isLost) await writeValue(box, "sentinel", String(now));
  const outbox = createOutbox(journal, box, ledger);
  await introduce({ outbox, box }, account, now);
  return { box, outbox, uploads };
}

/** A ledger's entry as the box keeps it. */
const rowSchema = Type.Object({
  step: stepSchema,
  savedAt: Type.Integer(),
  sealed: Type.Union([Type.Object({ seal: sealSchema, hash: Type.String() }), Type.Null()]),
  receipt: Type.Union([receiptSchema, Type.Null()]),
  settled: Type.Boolean(),
});

/** Numbers of withdrawn registrations went with the journal: the count goes on beyond any that they can have had. */
const numbersSkipped = 1000;

/** What the person is told of the journal: how many records could not be read, or null when it was gone altogether. */
const damageSchema = Type.Object({ records: Type.Union([Type.Integer(), Type.Null()]), at: Type.Integer() });
export type JournalDamage = Readonly<Static<typeof damageSchema>>;

async function noteDamage(
  box: Box,
  { contents }: Journal,
  { hadSteps, at }: Readonly<{ hadSteps: boolean; at: Instant }>,
): Promise<void> {
  const isGone = contents.lines.length === 0 && hadSteps;
  if (!isGone && contents.damaged === 0) return;
  const damage: JournalDamage = { records: isGone ? null : contents.damaged, at };
  await writeValue(box, "journal-damage", JSON.stringify(damage));
}

/** The damage that the person has not put away yet; null when there is none. */
export async function readDamage(box: Box): Promise<JournalDamage | null> {
  const noted: unknown = JSON.parse((await readValue(box, "journal-damage")) ?? "null");
  return Value.Check(damageSchema, noted) ? noted : null;
}

export async function dropDamage(box: Box): Promise<void> {
  await dropValue(box, "journal-damage");
}

/**
 * The other way round: a journal that is gone or has lost records while the box is not lost gets back what the box shows.
 * What is left of it comes after, since it knows what the box had not been told yet.
 * @see docs/spec/local-store.md LS-18, LS-41
 */
async function mendedFromBox(journal: Journal, box: Box, now: Instant): Promise<Ledger> {
  const shown = (await readOutboxRows(box)).flatMap((row) => linesOf(row.payload));
  const { registered } = readLedger(shown);
  const jump: JournalEntry = { kind: "numbered", count: registered + numbersSkipped, at: now };
  const lines = [...shown, JSON.stringify(jump), ...journal.contents.lines];
  // A full disk is no reason to stand still: the box still has it at the next start.
  await journal.compact(lines).catch(() => undefined);
  return readLedger(lines);
}

function linesOf(payload: string): readonly string[] {
  const entry: unknown = JSON.parse(payload);
  if (!Value.Check(rowSchema, entry)) return [];
  return entryLines(entry).map((line) => JSON.stringify(line));
}

async function compact(journal: Journal, ledger: Ledger, now: Instant): Promise<Ledger> {
  const { lines } = journal.contents;
  if (lines.length < compactBeyondLines) return ledger;
  const kept = compacted(ledger, now).map((entry) => JSON.stringify(entry));
  if (kept.length > lines.length * 0.75) return ledger;
  const unknown = lines.filter((line) => parseJournalEntry(line) === null);
  // A full disk is no reason to stand still: the lines stand as they were, and the next start compacts them.
  return journal.compact([...kept, ...unknown]).then(
    () => readLedger(kept),
    () => ledger,
  );
}

/**
 * The journal names the device and the person it works for. A device that is new (the old one's journal was lost beyond
 * repair) takes over the steps that were not sent.
 */
async function introduce(
  { outbox, box }: Pick<Stores, "outbox" | "box">,
  account: Account,
  now: Instant,
): Promise<void> {
  const { deviceId, profile } = outbox.ledger();
  const entries: JournalEntry[] = [];
  const { id } = account.device;
  if (deviceId !== id) entries.push({ kind: "device", deviceId: id, at: now }, ...takenOver(outbox.ledger(), account));
  if (deviceId !== id && deviceId !== null) {
    await noteHappening(box, "device-renamed", { n: unsentEntries(outbox.ledger()).length, at: now });
  }
  if (JSON.stringify(profile) !== JSON.stringify(account.profile)) {
    entries.push({ kind: "session", profile: account.profile, at: now });
  }
  await outbox.exclusive(() => outbox.append(entries));
}

function takenOver(ledger: Ledger, account: Account): readonly JournalEntry[] {
  const { id: deviceId } = account.device;
  const strangers = unsentEntries(ledger).filter(({ step }) => step.deviceId !== deviceId);
  return strangers.flatMap(({ step, savedAt: at }): readonly JournalEntry[] => [
    { kind: "withdrawn", actionId: step.id, at },
    { kind: "step", step: { ...step, deviceId }, at },
  ]);
}
