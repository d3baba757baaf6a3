import { Type } from "typebox";
import Value from "typebox/value";

import type { ActionId, DeviceId, OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { assertNever } from "../../src-shared/kernel/invariant.ts";
import type { Seal, Step } from "../../src-shared/protocol/action-envelope.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";

/** A step of this computer and what has become of it. `hash` is the sealed action's, hex, for the next one's chain. */
export type LedgerEntry = Readonly<{
  step: Step;
  savedAt: Instant;
  sealed: Readonly<{ seal: Seal; hash: string }> | null;
  receipt: Receipt | null;
  /** The person has dealt with a refusal. */
  settled: boolean;
  /** It was confirmed to a former device, and is to be sent once more by the present one (former-steps.ts). */
  isTakenOver?: true;
  /** It had a seal that was broken since, so the province may have it: it cannot be taken back any more. */
  mayHaveLeft?: true;
}>;

/**
 * All that an account's journal says: the device, who signed in last, and every step in the order it was made.
 * `last` is the end of the device's chain: seq 0 and no hash before the first. `registered` is the highest count that a
 * provisional number has had, withdrawn ones included.
 */
export type Ledger = Readonly<{
  deviceId: DeviceId | null;
  profile: Profile | null;
  entries: ReadonlyMap<ActionId, LedgerEntry>;
  last: Readonly<{ seq: number; hash: string }>;
  registered: number;
}>;

export const emptyLedger: Ledger = {
  deviceId: null,
  profile: null,
  entries: new Map(),
  last: { seq: 0, hash: "" },
  registered: 0,
};

/**
 * The ledger after more entries of the journal. Reading the whole journal from `emptyLedger` gives the same as living
 * through it: that is what a rebuild rests on.
 */
export function record(ledger: Ledger, more: readonly JournalEntry[]): Ledger {
  const entries = new Map(ledger.entries);
  return more.reduce<Ledger>((sum, entry) => noted(sum, entries, entry), { ...ledger, entries });
}

function noted(ledger: Ledger, entries: Map<ActionId, LedgerEntry>, entry: JournalEntry): Ledger {
  switch (entry.kind) {
    case "device":
      return deviceNamed(ledger, entry.deviceId);
    case "session":
      return { ...ledger, profile: entry.profile };
    case "step":
      if (!entries.has(entry.step.id)) entries.set(entry.step.id, newEntry(entry));
      return numbered(ledger, countOf(entry.step));
    case "rechained":
      return rechained(ledger, entries, entry);
    case "taken-over":
      takeOver(entries, entry);
      return ledger;
    case "numbered":
      return numbered(ledger, entry.count);
    case "sealed":
      return sealedNow(ledger, entries, entry);
    case "receipt":
      change(entries, entry.receipt.actionId, { receipt: entry.receipt });
      return ledger;
    case "withdrawn":
      entries.delete(entry.actionId);
      return ledger;
    case "settled":
      change(entries, entry.actionId, { settled: true });
      return ledger;
    default:
      return assertNever(entry);
  }
}

function numbered(ledger: Ledger, count: number): Ledger {
  return count > ledger.registered ? { ...ledger, registered: count } : ledger;
}

const registrationSchema = Type.Object({ provisionalNumber: Type.String() });

/** The count at the end of a registration's provisional number; 0 for every other step. */
function countOf({ type, payload }: Step): number {
  if (type !== "register" || !Value.Check(registrationSchema, payload)) return 0;
  return Number(/-(\d{1,9})$/.exec(payload.provisionalNumber)?.[1] ?? 0);
}

function sealedNow(
  ledger: Ledger,
  entries: Map<ActionId, LedgerEntry>,
  { actionId, seal, hash }: Extract<JournalEntry, { kind: "sealed" }>,
): Ledger {
  change(entries, actionId, { sealed: { seal, hash } });
  const entry = entries.get(actionId);
  return entry ? chained(ledger, entry) : ledger;
}

/**
 * The device's steps beyond `seq` have no seal any more: the province has none of them there. What was given up keeps its
 * receipt, so that it is left out of the chain that goes on.
 */
function rechained(
  ledger: Ledger,
  entries: Map<ActionId, LedgerEntry>,
  { seq, hash }: Extract<JournalEntry, { kind: "rechained" }>,
): Ledger {
  for (const [id, entry] of [...entries]) {
    const isBeyond = isOwn(ledger, entry) && entry.sealed !== null && entry.sealed.seal.seq > seq;
    if (!isBeyond) continue;
    change(entries, id, { sealed: null, receipt: isGivenUp(entry) ? entry.receipt : null, mayHaveLeft: true });
  }
  return { ...ledger, last: { seq, hash } };
}

/** The step is another device's now and has yet to be sent by it. It stays where it was made. */
function takeOver(
  entries: Map<ActionId, LedgerEntry>,
  { actionId, deviceId }: Extract<JournalEntry, { kind: "taken-over" }>,
): void {
  const entry = entries.get(actionId);
  const unsent = { sealed: null, receipt: null, isTakenOver: true, mayHaveLeft: true } as const;
  if (entry) change(entries, actionId, { step: { ...entry.step, deviceId }, ...unsent });
}

/** Another device has a chain of its own. */
function deviceNamed(ledger: Ledger, deviceId: DeviceId): Ledger {
  if (ledger.deviceId === deviceId) return ledger;
  const own = [...ledger.entries.values()].filter((entry) => entry.step.deviceId === deviceId);
  return own.reduce(chained, { ...ledger, deviceId, last: emptyLedger.last });
}

/** Whether a step is of the device that the journal works for now, and so of its chain. */
export function isOwn(ledger: Ledger, entry: LedgerEntry): boolean {
  return ledger.deviceId === null || ledger.deviceId === entry.step.deviceId;
}

/** The end of the chain, when this entry is sealed by the device and beyond the end so far. */
function chained(ledger: Ledger, entry: LedgerEntry): Ledger {
  const { sealed } = entry;
  if (sealed === null || !isOwn(ledger, entry) || sealed.seal.seq <= ledger.last.seq) return ledger;
  return { ...ledger, last: { seq: sealed.seal.seq, hash: sealed.hash } };
}

function newEntry({ step, at: savedAt, ...more }: Extract<JournalEntry, { kind: "step" }>): LedgerEntry {
  return { step, savedAt, sealed: null, receipt: null, settled: false, ...leaving(more) };
}

function leaving({ mayHaveLeft }: Pick<LedgerEntry, "mayHaveLeft">): Pick<LedgerEntry, "mayHaveLeft"> {
  return mayHaveLeft ? { mayHaveLeft } : {};
}

function change(entries: Map<ActionId, LedgerEntry>, id: ActionId, part: Partial<LedgerEntry>): void {
  const entry = entries.get(id);
  if (entry) entries.set(id, { ...entry, ...part });
}

/** The end of a device's chain at the province; one that names no hash is an older one. */
export type ChainEnd = Readonly<{ lastSeq: number; lastHash?: string | undefined }>;

/**
 * Whether a device's chain can go on after the end that the province has of it. It cannot when the province has steps
 * that are not here (the journal is an older one), or another step under the same number (the data is a copy of another
 * computer's). A hole beyond the end is closed onto it in the running desk; an older province, which does not name its
 * end, cannot do that.
 * @see docs/spec/loss.md LO-1, LO-2, docs/spec/outbox.md OB-24, OB-30
 */
export function continues(ledger: Ledger, device: DeviceId, { lastSeq, lastHash }: ChainEnd): boolean {
  if (ledger.deviceId !== device) return lastSeq === 0;
  if (lastSeq > ledger.last.seq) return false;
  const own = [...ledger.entries.values()].filter((entry) => isOwn(ledger, entry));
  const hashes = new Map(own.map(({ sealed }) => [sealed?.seal.seq, sealed?.hash]));
  if (lastHash !== undefined) {
    const here = lastSeq === ledger.last.seq ? ledger.last.hash : hashes.get(lastSeq);
    return here === undefined || here === lastHash;
  }
  const wanted = Array.from({ length: ledger.last.seq - lastSeq }, (_, at) => lastSeq + 1 + at);
  return wanted.every((seq) => hashes.has(seq));
}

/** Steps that no receipt covers, in the order in which they go out: sealed ones by seq, then the rest as made. */
export function unsentEntries(ledger: Ledger): readonly LedgerEntry[] {
  const unsent = [...ledger.entries.values()].filter((entry) => entry.receipt === null);
  // Not `last`: a sealed step of the device before this one may be beyond it.
  const beyond = Number.MAX_SAFE_INTEGER;
  return unsent.toSorted((a, b) => (a.sealed?.seal.seq ?? beyond) - (b.sealed?.seal.seq ?? beyond));
}

/** Whether the province has the step and did not apply it, and the person has yet to say what to do. */
export function isRefused(entry: LedgerEntry): boolean {
  return !entry.settled && hasNoEffect(entry);
}

/** Whether the province keeps the step for its update, and the person has left it there. */
export function isParked(entry: LedgerEntry): boolean {
  return isRefused(entry) && entry.receipt?.verdict === "parked";
}

/** Whether the person has dealt with a step that had no effect: it was sent again, made a note or set aside. */
export function isGivenUp(entry: LedgerEntry): boolean {
  return entry.settled && hasNoEffect(entry);
}

function hasNoEffect({ receipt }: LedgerEntry): boolean {
  return receipt?.verdict === "rejected" || receipt?.verdict === "parked";
}

/** Whether a step cannot have left this computer: nobody sends what has never been sealed. */
export function isHereAlone({ sealed, receipt, mayHaveLeft }: LedgerEntry): boolean {
  return sealed === null && receipt === null && mayHaveLeft !== true;
}

export function entriesOf(ledger: Ledger, order: OrderId): readonly LedgerEntry[] {
  return [...ledger.entries.values()].filter((entry) => entry.step.orderId === order);
}

/** How long the journal keeps what the province has confirmed, ms (docs/sync.md, "What a client keeps, and where"). */
export const keptForMs = 30 * 86_400_000;

/**
 * The entries a compacted journal consists of: everything but steps confirmed and dealt with more than 30 days ago. The
 * end of the chain is always kept.
 * @param now by the province's clock, as far as it was heard; a wall clock that is ahead would drop what is needed
 */
export function compacted(ledger: Ledger, now: Instant): readonly JournalEntry[] {
  const head: JournalEntry[] = [];
  if (ledger.deviceId !== null) head.push({ kind: "device", deviceId: ledger.deviceId, at: now });
  if (ledger.profile !== null) head.push({ kind: "session", profile: ledger.profile, at: now });
  head.push(...chainEnd(ledger, now));
  if (ledger.registered > 0) head.push({ kind: "numbered", count: ledger.registered, at: now });
  const kept = [...ledger.entries.values()].filter((entry) => isKept(entry, ledger, now));
  return [...head, ...kept.flatMap(entryLines)];
}

/** The end of the chain, when no step that is here says it: the province told it. */
function chainEnd(ledger: Ledger, at: Instant): readonly JournalEntry[] {
  const { seq, hash } = ledger.last;
  const isSaid = [...ledger.entries.values()].some((entry) => isOwn(ledger, entry) && entry.sealed?.seal.seq === seq);
  return seq === 0 || isSaid ? [] : [{ kind: "rechained", seq, hash, at }];
}

function isKept(entry: LedgerEntry, ledger: Ledger, now: Instant): boolean {
  if (entry.receipt === null || isRefused(entry)) return true;
  const isEnd = isOwn(ledger, entry) && entry.sealed?.seal.seq === ledger.last.seq;
  // An office without a line confirms what it saved long before: its 30 days begin when the province has it.
  return isEnd || now - Math.max(entry.savedAt, entry.receipt.receivedAt) < keptForMs;
}

/** The journal's lines that an entry stands for. */
export function entryLines(entry: LedgerEntry): readonly JournalEntry[] {
  const at = entry.savedAt;
  const actionId = entry.step.id;
  const { deviceId } = entry.step;
  const lines: JournalEntry[] = [{ kind: "step", step: entry.step, at, ...leaving(entry) }];
  if (entry.isTakenOver) lines.push({ kind: "taken-over", actionId, deviceId, at });
  if (entry.sealed) lines.push({ kind: "sealed", actionId, ...entry.sealed, at });
  if (entry.receipt) lines.push({ kind: "receipt", receipt: entry.receipt, at });
  if (entry.settled) lines.push({ kind: "settled", actionId, at });
  return lines;
}

/** The lines that put an unsent step behind all others as a device's own; a seal that it had is forgotten. */
export function movedBehind(entry: LedgerEntry, deviceId: DeviceId): readonly JournalEntry[] {
  const { step, savedAt: at } = entry;
  const left = entry.sealed ? { mayHaveLeft: true as const } : leaving(entry);
  return [
    { kind: "withdrawn", actionId: step.id, at },
    { kind: "step", step: { ...step, deviceId }, at, ...left },
  ];
}
