import { sha256 as toSha256 } from "../../src-shared/kernel/ids.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { utf8 } from "../../src-shared/kernel/utf8.ts";
import { signedText, type ActionEnvelope, type UnsignedAction } from "../../src-shared/protocol/action-envelope.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { PushPace } from "../../src-shared/sync/push-pace.ts";
import { base64Url } from "../../src-shared/kernel/base64url.ts";
import { unsentEntries, type Ledger, type LedgerEntry } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";

/**
 * The next batch to push, every step of it sealed: seals that are new go to the journal in one append before anybody
 * sends them. Sealing and withdrawing exclude each other.
 * @see docs/spec/outbox.md OB-5 (protocol/action-envelope.ts [Note: sealing])
 */
export function sealBatch(
  outbox: Outbox,
  { key, at, pace }: Readonly<{ key: CryptoKey; at: Instant; pace: PushPace }>,
): Promise<readonly ActionEnvelope[]> {
  return outbox.exclusive(async () => {
    const batch: ActionEnvelope[] = [];
    const seals: JournalEntry[] = [];
    let { last } = outbox.ledger();
    let bytes = 0;
    for (const entry of unsentEntries(outbox.ledger()).slice(0, pace.actions)) {
      const sealed = entry.sealed ?? (await seal(entry, last, key));
      const action = envelopeOf(entry, sealed.seal);
      bytes += utf8(JSON.stringify(action)).length;
      if (batch.length > 0 && bytes > pace.bytes) break;
      batch.push(action);
      if (entry.sealed === null) seals.push({ kind: "sealed", actionId: entry.step.id, ...sealed, at });
      if (sealed.seal.seq > last.seq) last = { seq: sealed.seal.seq, hash: sealed.hash };
    }
    await outbox.append(seals);
    return batch;
  });
}

type Sealed = NonNullable<LedgerEntry["sealed"]>;

async function seal(entry: LedgerEntry, last: Ledger["last"], key: CryptoKey): Promise<Sealed> {
  const unsigned: UnsignedAction = { ...entry.step, seq: last.seq + 1, previousHash: last.hash };
  const text = utf8(signedText(unsigned));
  const signature = base64Url(new Uint8Array(await crypto.subtle.sign("Ed25519", key, text)));
  return { seal: { seq: unsigned.seq, previousHash: unsigned.previousHash, signature }, hash: await sha256Of(text) };
}

function envelopeOf(entry: LedgerEntry, seal: Sealed["seal"]): ActionEnvelope {
  return { ...entry.step, ...seal };
}

/** SHA-256 of bytes, 64 hex digits. */
export async function sha256Of(bytes: BufferSource): Promise<Sha256> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return toSha256([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}
