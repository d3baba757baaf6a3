import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { PushAnswer } from "../../src-shared/protocol/sync.ts";
import { isOvertaken, takenOver } from "./former-steps.ts";
import { isOwn, type LedgerEntry } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";

/** Writes receipts to the journal. Returns whether they, or the seq asked for, bring the queue forward. */
export function keepReceipts(outbox: Outbox, answer: PushAnswer, at: Instant): Promise<boolean> {
  return outbox.exclusive(async () => {
    const fresh = answer.receipts.filter((receipt) => isNews(outbox, receipt.actionId, receipt));
    await outbox.append(fresh.map((receipt) => ({ kind: "receipt", receipt, at })));
    if (answer.expected === null) return fresh.length > 0;
    const wanted = sealedAs(outbox, answer.expected);
    if (wanted !== undefined) await goBackTo(outbox, wanted, { lastHash: answer.lastHash, at });
    return fresh.length > 0 || wanted !== undefined;
  });
}

type Sealed = LedgerEntry & Readonly<{ sealed: NonNullable<LedgerEntry["sealed"]> }>;

/** The device's own step with this seq, as far as the journal still has it. */
function sealedAs(outbox: Outbox, seq: number): Sealed | undefined {
  const ledger = outbox.ledger();
  const isIt = (entry: LedgerEntry): entry is Sealed => isOwn(ledger, entry) && entry.sealed?.seal.seq === seq;
  return [...ledger.entries.values()].find(isIt);
}

// [Note: in the order of making] Steps of a former device that a restored province is to get again were made before those
// of this device, and those may rest on them: a report on an order that was registered before. Sent behind them they would
// come too late. The province has none of this device's steps from `wanted` on, so their seals may be broken and made
// anew behind the older steps, as long as the two agree on the chain before that.
/** The province lacks a step that it has confirmed, or that was cut off: the chain is offered again from there. */
async function goBackTo(
  outbox: Outbox,
  { sealed, receipt }: Sealed,
  { lastHash, at }: Readonly<{ lastHash: string | undefined; at: Instant }>,
): Promise<void> {
  if (receipt !== null) await outbox.append(takenOver(outbox.ledger(), at));
  const { seq, previousHash } = sealed.seal;
  if (lastHash === previousHash && isOvertaken(outbox.ledger(), seq)) {
    await outbox.append([{ kind: "rechained", seq: seq - 1, hash: lastHash, at }]);
  } else outbox.offerAgain(seq);
}

// [Note: a hole in the chain] The province waits for a seal that is not here: the journal has lost it. What comes after
// it is sealed anew onto the end that the province names, in the running desk. A province that names none is an older
// one: the person is told, and signing in anew lets another device take the steps over (data/door.ts, `enter`).
export function closeHole(outbox: Outbox, { expected, lastHash }: PushAnswer, at: Instant): Promise<boolean> {
  return outbox.exclusive(async () => {
    if (expected === null || lastHash === undefined || outbox.ledger().last.seq < expected) return false;
    await outbox.append([{ kind: "rechained", seq: expected - 1, hash: lastHash, at }]);
    return true;
  });
}

function isNews(outbox: Outbox, id: ActionId, receipt: PushAnswer["receipts"][number]): boolean {
  const entry = outbox.ledger().entries.get(id);
  return entry !== undefined && (entry.receipt === null || entry.receipt.verdict !== receipt.verdict);
}
