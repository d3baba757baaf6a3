import { sha256 as toSha256 } from "../../src-shared/kernel/ids.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { sha256Words } from "../../src-shared/kernel/sha256.ts";
import { utf8 } from "../../src-shared/kernel/utf8.ts";
import { signedText, type ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { PushPace } from "../../src-shared/sync/push-pace.ts";
import { base64Url } from "../../src-shared/kernel/base64url.ts";
import { unsentEntries, type Ledger, type LedgerEntry } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";

/** `next` are the steps that go out, in their order: all that wait where it says nothing. */
type Sealing = Readonly<{
  key: CryptoKey;
  at: Instant;
  pace: PushPace;
  next?: (ledger: Ledger) => readonly LedgerEntry[];
}>;

/**
 * The next batch to push, every step of it sealed: seals that are new go to the journal in one append before anybody
 * sends them. Sealing and withdrawing exclude each other.
 * @see docs/spec/outbox.md OB-5 (protocol/action-envelope.ts [Note: sealing])
 */
export function sealBatch(
  outbox: Outbox,
  { key, at, pace, next = unsentEntries }: Sealing,
): Promise<readonly ActionEnvelope[]> {
  return outbox.exclusive(async () => {
    const chain = await chained(outbox.ledger(), { pace, next });
    // The chain is made one after another; what signs it are threads of the browser's, all at once.
    const batch = await Promise.all(chain.map((link) => sealed(link, key)));
    const fresh = batch.filter(({ isNew }) => isNew);
    await outbox.append(fresh.map(({ action, hash }) => sealOf(action, hash, at)));
    return batch.map(({ action }) => action);
  });
}

/** A step with its place in the device's chain; `text` is what is to be signed, absent for one that is signed already. */
type Link = Readonly<{ action: ActionEnvelope; hash: string; text?: Uint8Array<ArrayBuffer> }>;

/** The next steps, each with its place, as many as a push may carry. */
async function chained(
  ledger: Ledger,
  { pace, next }: Readonly<Required<Pick<Sealing, "pace" | "next">>>,
): Promise<readonly Link[]> {
  const chain: Link[] = [];
  let { last } = ledger;
  let bytes = 0;
  for (const entry of next(ledger).slice(0, pace.actions)) {
    const link = entry.sealed === null ? await linkOf(entry, last) : knownLink(entry, entry.sealed);
    bytes += utf8(JSON.stringify(link.action)).length;
    if (chain.length > 0 && bytes > pace.bytes) break;
    chain.push(link);
    if (link.action.seq > last.seq) last = { seq: link.action.seq, hash: link.hash };
  }
  return chain;
}

function knownLink({ step }: LedgerEntry, { seal, hash }: NonNullable<LedgerEntry["sealed"]>): Link {
  return { action: { ...step, ...seal }, hash };
}

/** As long as every signature, so that a step has its size before it is signed. */
const unsignedYet = "A".repeat(86);

async function linkOf({ step }: LedgerEntry, last: Ledger["last"]): Promise<Link> {
  const action = { ...step, seq: last.seq + 1, previousHash: last.hash, signature: unsignedYet };
  const text = utf8(signedText(action));
  return { action, hash: await hashOf(text), text };
}

type Sealed = Readonly<{ action: ActionEnvelope; hash: string; isNew: boolean }>;

async function sealed({ action, hash, text }: Link, key: CryptoKey): Promise<Sealed> {
  if (text === undefined) return { action, hash, isNew: false };
  const signature = base64Url(new Uint8Array(await crypto.subtle.sign("Ed25519", key, text)));
  return { action: { ...action, signature }, hash, isNew: true };
}

function sealOf({ id, seq, previousHash, signature }: ActionEnvelope, hash: string, at: Instant): JournalEntry {
  return { kind: "sealed", actionId: id, seal: { seq, previousHash, signature }, hash, at };
}

/** Most steps are shorter than this, in bytes: hashed here they are done before the platform's threads have been asked. */
const shortText = 4096;

async function hashOf(text: Uint8Array<ArrayBuffer>): Promise<string> {
  if (text.length > shortText) return sha256Of(text);
  return [...sha256Words(text)].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** SHA-256 of bytes, 64 hex digits. */
export async function sha256Of(bytes: BufferSource): Promise<Sha256> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return toSha256([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}
