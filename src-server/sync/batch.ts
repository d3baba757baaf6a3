import type { Actor } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import type { LoggedAction } from "../store/action-store.ts";
import type { Device, Progress } from "../store/device-store.ts";
import type { Executor } from "../store/store.ts";
import type { CheckedSeals } from "./check-seal.ts";
import type { Province } from "./province.ts";

/** One push in the making: what it has done so far, inside its transaction. */
export type Batch = {
  readonly province: Province;
  readonly tx: Executor;
  readonly actor: Actor;
  readonly device: Device;
  readonly receivedAt: Instant;
  /** seals that are being checked together; another action's is checked when its turn comes */
  readonly seals: CheckedSeals;
  /** the touched orders, locked, as they stand after the actions judged so far */
  readonly orders: Map<string, WorkOrder>;
  readonly changed: Set<string>;
  /** what the touched orders were when the batch began */
  readonly versionsBefore: ReadonlyMap<string, number>;
  /** ids of actions the log has, of this batch or of any earlier one */
  readonly knownIds: Set<string>;
  readonly receipts: Receipt[];
  /** Lines of the log that are written together at the end of the batch; null when each is written at once. */
  readonly unlogged: LoggedAction[] | null;
  progress: Progress;
};
