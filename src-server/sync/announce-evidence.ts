import type { Intent } from "../../src-shared/actions/action.ts";
import type { OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import { markAnnounced, readUnannounced } from "../store/file-store.ts";
import { actAlone } from "./act-alone.ts";
import type { Province } from "./province.ts";

const batchSize = 50;

type Arrived = Readonly<{ orderId: OrderId; sha256: Sha256 }>;

/**
 * Says on every order that names a file whose bytes have arrived that they are there: an action of the province's own,
 * through the same log as everybody's. Harmless to call at any time; returns how many it announced.
 * @see docs/spec/files.md FI-10 to FI-12
 */
export async function announceEvidence(province: Province): Promise<number> {
  let announced = 0;
  for (;;) {
    const arrived = await readUnannounced(province.store.db, batchSize);
    if (arrived.length === 0) return announced;
    for (const [at, receipt] of (await actAlone(province, arrived.map(intentOf))).entries()) {
      if (receipt.verdict === "applied") announced += 1;
      else await giveUp(province, arrived[at]);
    }
  }
}

/** An order that has nothing to be told is not asked again: it knew already, or it can no longer be changed. */
async function giveUp(province: Province, one: Arrived | undefined): Promise<void> {
  if (one) await markAnnounced(province.store.db, one.orderId, one.sha256);
}

function intentOf({ orderId, sha256 }: Arrived): Intent {
  return { type: "store-evidence", orderId, payload: { sha256 } };
}
