import { utf8 } from "../../../src-shared/kernel/utf8.ts";
import { signedText, type ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import type { ErrandParts } from "../../../src-renderer/data/errands.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";
import { receiptFor } from "./desk-parts.ts";

export const clockWords = { serverTime: 1_790_000_000_000, clockToken: "t" };

/** A province as a push meets it: takes actions in seq order, answers each once and for ever, and may lose answers. */
export class PushProvince {
  epoch = "e1";
  receipts: Receipt[] = [];
  loseNext = 0;
  /** The end of the device's chain. */
  lastHash = "";
  /** Whether every action has followed on the one before it. */
  isChained = true;

  push: ErrandParts["api"]["push"] = async (epoch, actions) => {
    if (epoch !== null && epoch !== this.epoch) {
      return { ok: false, fault: { kind: "problem", name: "epoch-changed", status: 409, retryAfterMs: null } };
    }
    const answers: Receipt[] = [];
    let expected: number | null = null;
    for (const action of actions) {
      expected = await this.#take(action, answers);
      if (expected !== null) break;
    }
    this.loseNext -= 1;
    if (this.loseNext >= 0) return { ok: false, fault: { kind: "unreachable" } };
    const end = expected === null ? {} : { lastHash: this.lastHash };
    return { ok: true, value: { epoch: this.epoch, receipts: answers, expected, ...end, ...clockWords } };
  };

  async #take(action: ActionEnvelope, answers: Receipt[]): Promise<number | null> {
    const stored = this.receipts.find((one) => one.seq === action.seq);
    if (stored) answers.push(stored);
    if (stored) return null;
    if (action.seq !== this.receipts.length + 1) return this.receipts.length + 1;
    const receipt = receiptFor(action, { seq: action.seq, verdict: action.seq % 4 === 0 ? "rejected" : "applied" });
    this.receipts.push(receipt);
    this.isChained &&= action.previousHash === this.lastHash;
    this.lastHash = await sha256Of(utf8(signedText(action)));
    answers.push(receipt);
    return null;
  }
}
