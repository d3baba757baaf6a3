import { orderId, type DeviceId } from "../../src-shared/kernel/ids.ts";
import type { NewOrder, SubmitResult } from "./desk-api.ts";
import type { Ledger } from "./ledger.ts";
import { submitNext, type SubmitParts } from "./submit.ts";

/**
 * Registers an order under a provisional number, given in the same turn that saves the step: two registrations at the
 * same time get two numbers.
 * @see docs/spec/outbox.md OB-29
 */
export function register(parts: SubmitParts, order: NewOrder): Promise<SubmitResult> {
  return submitNext(parts, (ledger) => ({
    type: "register",
    orderId: orderId(parts.newId()),
    payload: { ...order, provisionalNumber: provisionalNumber(parts.device, ledger) },
  }));
}

/** `临-3F2A-0004`: the device, and how many it has registered, this one included; never used again, also not withdrawn. */
function provisionalNumber(device: DeviceId, { registered }: Ledger): string {
  return `临-${device.slice(-4).toUpperCase()}-${String(registered + 1).padStart(4, "0")}`;
}
