import { seal, type Device, type Sealed, type Step } from "./seal.ts";
import type { Pushed, Receipt } from "./wire.ts";

/** A saved step with what became of it. A real client has all of it in a journal on its disk (docs/sync.md). */
export type Kept = {
  readonly step: Step;
  sealed: Readonly<{ action: Sealed; hash: string }> | null;
  receipt: Receipt | null;
};

const mostActions = 50;
const mostBytes = 128 * 1024;

/** The queue: steps in the order in which they were saved, sealed just before they are first sent. */
export class Queue {
  kept: Kept[] = [];
  #end: Readonly<{ seq: number; previousHash: string }> = { seq: 0, previousHash: "" };

  add(step: Step): Kept {
    const one: Kept = { step, sealed: null, receipt: null };
    this.kept.push(one);
    return one;
  }

  waiting(): readonly Kept[] {
    return this.kept.filter(({ receipt }) => receipt === null);
  }

  /** Where the device's chain ends; a new device begins with nothing. */
  goOnFrom(seq: number, previousHash: string): void {
    this.#end = { seq, previousHash };
  }

  end() {
    return this.#end;
  }

  /** The next actions to send: at most 50 or 128 KB, at least one. What was sealed before stays as it is. */
  batch(device: Device): readonly Sealed[] {
    const actions: Sealed[] = [];
    let bytes = 0;
    for (const one of this.waiting().slice(0, mostActions)) {
      const { action } = (one.sealed ??= this.#seal(one.step, device));
      bytes += Buffer.byteLength(JSON.stringify(action));
      if (actions.length > 0 && bytes > mostBytes) break;
      actions.push(action);
    }
    return actions;
  }

  #seal(step: Step, device: Device) {
    const place = { seq: this.#end.seq + 1, previousHash: this.#end.previousHash };
    const sealed = seal(step, place, device.key);
    this.#end = { seq: place.seq, previousHash: sealed.hash };
    return sealed;
  }

  /** Takes the receipts of an answer, each once it speaks of the very action that was sent. */
  take({ receipts, expected, lastHash }: Pushed): void {
    for (const receipt of receipts) {
      const one = this.kept.find(({ sealed }) => sealed?.action.seq === receipt.seq);
      if (one?.sealed?.hash !== receipt.hash) throw new Error(`receipt ${receipt.number} is of another action`);
      one.receipt = receipt;
    }
    if (expected !== null) this.#closeGap(expected, lastHash ?? "");
  }

  /** The province waits for `expected`: from there again where that is still here, else everything sealed anew. */
  #closeGap(expected: number, lastHash: string): void {
    const missing = this.kept.find(({ sealed }) => sealed?.action.seq === expected);
    if (missing) {
      for (const one of this.kept) if ((one.sealed?.action.seq ?? 0) >= expected) one.receipt = null;
      return;
    }
    for (const one of this.waiting()) one.sealed = null;
    this.goOnFrom(expected - 1, lastHash);
  }

  /** Another epoch: all that is kept is offered again, as it was sealed. */
  offerAgain(): void {
    for (const one of this.kept) one.receipt = null;
  }

  /** Another device: what has no receipt gets a place in the new one's sequence. */
  moveTo(device: Device): void {
    for (const one of this.waiting()) Object.assign(one, { step: { ...one.step, deviceId: device.id }, sealed: null });
    this.goOnFrom(0, "");
  }
}
