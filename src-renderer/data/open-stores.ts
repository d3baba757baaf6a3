import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { parseJournalEntry, type JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { Journal } from "../platform/platform.ts";
import { dropValue, readValue, writeValue, type Box } from "./box.ts";
import { readOutboxRows, rebuildOutbox } from "./box-outbox.ts";
import { compacted, movedBehind, unsentEntries, type Ledger } from "./ledger.ts";
import { mendOf, writeMend, type Beside } from "./mend-journal.ts";
import { createOutbox, readLedger, type Outbox } from "./outbox.ts";
import type { Account } from "./identity.ts";
import { parseHeard } from "./province-clock.ts";
import { noteHappening } from "./told.ts";
import { openUploads, type Uploads } from "./uploads.ts";
import { inCalls } from "./whole-calls.ts";

export type Stores = Readonly<{ box: Box; outbox: Outbox; uploads: Uploads }>;
type Kept = Readonly<{ box: Box; journal: Journal }>;

/** A journal with fewer lines than this is not worth compacting. */
const compactBeyondLines = 400;

/**
 * Opens what must not be lost. When IndexedDB has been lost (the journal knows steps, the box lacks its sentinel) the box
 * is built anew from the journal, and a note for the person is left in it. What only the box knows goes to the journal
 * first (mend-journal.ts).
 * @param now by the wall clock
 * @see docs/spec/local-store.md LS-15, LS-70, docs/spec/outbox.md OB-22, docs/spec/pitfalls.md PF-13
 */
export async function openStores({ box, journal }: Kept, account: Account, now: Instant): Promise<Stores> {
  const [sentinel, rows] = await Promise.all([readValue(box, "sentinel"), readOutboxRows(box)]);
  const isLost = sentinel === null;
  const mended = await mend({ box, journal }, { rows, isLost, now });
  if (isLost && mended.deviceId !== null) {
    const recovery = JSON.stringify({ steps: unsentEntries(mended).length, at: now });
    await writeValue(box, "recovery", recovery).catch(() => undefined);
  }
  const shorter = await compaction({ box, journal }, mended, now);
  const ledger = shorter?.ledger ?? mended;
  // The box forgets first (mend-journal.ts [Note: what only the box knows]).
  const [uploads, isBehind] = await Promise.all([openUploads(box), isLeftBehind(rebuildOutbox(box, ledger, rows))]);
  // A full disk is no reason to stand still: the lines stand as they were, and the next start compacts them.
  if (!isBehind) await shorter?.compact().catch(() => undefined);
  if (isLost && !isBehind) await writeValue(box, "sentinel", String(now)).catch(() => undefined);
  const outbox = createOutbox(journal, box, ledger);
  await introduce({ outbox, box }, account, now);
  return { box, outbox, uploads };
}

/**
 * Whether the box could not be made equal to the journal. The journal is enough to work with, and what goes by the box's
 * being equal waits for a start at which it is.
 * @see docs/spec/loss.md LO-15
 */
function isLeftBehind(rebuilt: Promise<void>): Promise<boolean> {
  return rebuilt.then(
    () => false,
    () => true,
  );
}

/** The ledger of a journal that has got back what only the box knew, with a note for the person when it had lost some. */
async function mend({ box, journal }: Kept, beside: Beside): Promise<Ledger> {
  const { contents } = journal;
  const { now: at } = beside;
  const told = readLedger(contents.lines);
  const found = mendOf(told, contents, beside);
  const ledger = found?.ledger ?? told;
  if (contents.tornBytes > 0) await noteHappening(box, "journal-torn", { n: contents.tornBytes, at });
  // Noted first: once the journal is whole again nothing shows that it was not.
  const isGone = contents.lines.length === 0 && ledger.entries.size > 0;
  await noteDamage(box, { records: isGone ? null : contents.damaged || (found?.lost.length ?? 0), at });
  if (found !== null) await writeMend(journal, found);
  return ledger;
}

/** What the person is told of the journal: how many records could not be read, or null when it was gone altogether. */
const damageSchema = Type.Object({ records: Type.Union([Type.Integer(), Type.Null()]), at: Type.Integer() });
export type JournalDamage = Readonly<Static<typeof damageSchema>>;

async function noteDamage(box: Box, damage: JournalDamage): Promise<void> {
  if (damage.records !== 0) await writeValue(box, "journal-damage", JSON.stringify(damage));
}

/** The damage that the person has not put away yet; null when there is none. */
export async function readDamage(box: Box): Promise<JournalDamage | null> {
  const noted: unknown = JSON.parse((await readValue(box, "journal-damage")) ?? "null");
  return Value.Check(damageSchema, noted) ? noted : null;
}

export async function dropDamage(box: Box): Promise<void> {
  await dropValue(box, "journal-damage");
}

type Compaction = Readonly<{ ledger: Ledger; compact: () => Promise<void> }>;

/** The shorter journal that a long one would make; null when it is not worth writing. */
async function compaction({ box, journal }: Kept, ledger: Ledger, now: Instant): Promise<Compaction | null> {
  const { lines } = journal.contents;
  if (lines.length < compactBeyondLines) return null;
  const proven = Math.min(now, provenTime(ledger, await readHeard(box)));
  const kept = compacted(ledger, proven).map((entry) => JSON.stringify(entry));
  if (kept.length > lines.length * 0.75) return null;
  const unknown = lines.filter((line) => parseJournalEntry(line) === null);
  return { ledger: readLedger(kept), compact: () => journal.compact([...kept, ...unknown]) };
}

// [Note: the time that is proven] What the journal keeps, it keeps for a restored province, and a wall clock that is a year
// ahead at one start must not drop all of it. So time has come only so far as the province has said: by its answers and by
// its receipts. A desk that hears nothing for long keeps more.
/** The latest time that the province has named to this desk; 0 before the first word. */
function provenTime(ledger: Ledger, heard: Instant): Instant {
  return [...ledger.entries.values()].reduce(
    (latest, { receipt }) => Math.max(latest, receipt?.receivedAt ?? 0),
    heard,
  );
}

async function readHeard(box: Box): Promise<Instant> {
  return parseHeard(await readValue(box, "clock"))?.serverTime ?? 0;
}

/**
 * The journal names the device and the person it works for. A device that is new (the old one's journal was lost beyond
 * repair) takes over the steps that were not sent. Its name comes last: what a cut left is taken over at the next start,
 * as is whatever unsent step of another device is found.
 * @see docs/spec/outbox.md OB-24, docs/spec/local-store.md LS-72
 */
async function introduce(
  { outbox, box }: Pick<Stores, "outbox" | "box">,
  account: Account,
  now: Instant,
): Promise<void> {
  const { deviceId, profile } = outbox.ledger();
  const named: JournalEntry[] = [];
  const { id } = account.device;
  if (deviceId !== id) named.push({ kind: "device", deviceId: id, at: now });
  if (deviceId !== id && deviceId !== null) {
    await noteHappening(box, "device-renamed", { n: unsentEntries(outbox.ledger()).length, at: now });
  }
  if (JSON.stringify(profile) !== JSON.stringify(account.profile)) {
    named.push({ kind: "session", profile: account.profile, at: now });
  }
  await outbox.exclusive(async () => {
    for (const entries of inCalls(movedToDevice(outbox.ledger(), account))) await outbox.append(entries);
    await outbox.append(named);
  });
}

/** The unsent steps of other devices, each with its old end and its new beginning in one group. */
function movedToDevice(ledger: Ledger, { device }: Account): readonly (readonly JournalEntry[])[] {
  const strangers = unsentEntries(ledger).filter(({ step }) => step.deviceId !== device.id);
  return strangers.map((entry) => movedBehind(entry, device.id));
}
