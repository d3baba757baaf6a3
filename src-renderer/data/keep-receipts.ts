import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { PushAnswer } from "../../src-shared/protocol/sync.ts";
import { overtaken, putBehind, takenOver } from "./former-steps.ts";
import { isGivenUp, isOwn, type LedgerEntry } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";

/** Writes receipts to the journal. Returns whether they, or the seq asked for, bring the queue forward. */
export function keepReceipts(outbox: Outbox, answer: PushAnswer, at: Instant): Promise<boolean> {
  return outbox.exclusive(async () => {
    const fresh = answer.receipts.filter((receipt) => isNews(outbox, receipt.actionId, receipt));
    await outbox.append(fresh.map((receipt) => ({ kind: "receipt", receipt, at })));
    if (answer.expected === null) return fresh.length > 0;
    const wanted = sealedAs(outbox, answer.expected);
    if (wanted?.receipt) await outbox.append(takenOver(outbox.ledger(), at));
    if (overtaken(outbox.ledger()).length > 0) {
      await makeWay(outbox, wanted, { lastHash: answer.lastHash, at });
      return true;
    }
    if (wanted !== undefined) await goOnFrom(outbox, wanted, { lastHash: answer.lastHash, at });
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

/** The end of the device's chain at the province; one that names none is an older one. */
type Asked = Readonly<{ lastHash: string | undefined; at: Instant }>;

/** Sends the steps from one on again; from one that was given up all but that (offer-again.ts [Note: what was given up]). */
async function goOnFrom(outbox: Outbox, wanted: Sealed, { lastHash, at }: Asked): Promise<void> {
  const { seq, previousHash } = wanted.sealed.seal;
  if (!isGivenUp(wanted) || lastHash !== previousHash) return outbox.offerAgain(seq);
  await outbox.append([{ kind: "rechained", seq: seq - 1, hash: lastHash, at }]);
}

// [Note: in the order of making] Steps of a former device that a restored province is to get again were made before those
// of this device, and those may rest on them: a report on an order that was registered before. Sent behind them they would
// come too late. So they go first, sealed beyond the device's own (`nextEntries`): a province that has all of those takes
// them, one that lacks some takes nothing and names its end. From there on it has none of this device's steps: their seals
// are broken and made anew behind the older steps, as long as the two agree on the chain before that end.
async function makeWay(outbox: Outbox, wanted: Sealed | undefined, { lastHash, at }: Asked): Promise<void> {
  const { seq, previousHash } = wanted?.sealed.seal ?? { seq: 1, previousHash: null };
  if (lastHash === previousHash) return outbox.append([{ kind: "rechained", seq: seq - 1, hash: lastHash, at }]);
  await outbox.append(putBehind(outbox.ledger(), at));
  outbox.offerAgain(0);
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
