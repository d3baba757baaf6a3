import { BehaviorSubject } from "rxjs";

import type { Actor } from "../../../src-shared/domain/decision.ts";
import type { Intent } from "../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { deviceId, userId, type OrderId, type UserId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import type { FeedRow, Receipt } from "../../../src-shared/protocol/sync.ts";
import { openBox, type Box } from "../../../src-renderer/data/box.ts";
import type { Judge } from "../../../src-renderer/data/fold.ts";
import { newDevice, type Device } from "../../../src-renderer/data/identity.ts";
import { openMirror, type Mirror } from "../../../src-renderer/data/mirror.ts";
import { createOutbox, readLedger, type Outbox } from "../../../src-renderer/data/outbox.ts";
import { createProvinceClock } from "../../../src-renderer/data/province-clock.ts";
import type { SubmitParts } from "../../../src-renderer/data/submit.ts";
import type { Standpoint } from "../../../src-renderer/data/work-list.ts";
import { anActor, county, shippedRules } from "../../support/orders.ts";
import { emptyDisk, memoryPlatform, testClock, type Disk } from "./memory-platform.ts";

let accounts = 0;

/** An account that no other test uses: IndexedDB is shared by a whole file. */
export function newAccount(): UserId {
  accounts += 1;
  return userId(`00000000-0000-7000-8000-${(Date.now() * 1000 + accounts).toString(16).padStart(12, "0").slice(-12)}`);
}

export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** The session of a desk that never signed in. */
export const noSession = {
  token: async () => null,
  tokenAfter: async () => ({ ok: false, fault: { kind: "signed-out" } }) as const,
};

export type Parts = Readonly<{
  account: UserId;
  disk: Disk;
  box: Box;
  mirror: Mirror;
  outbox: Outbox;
  device: Device;
  submit: SubmitParts;
  judge: () => Judge;
  standpoint: () => Standpoint;
  actor$: BehaviorSubject<Actor>;
  close: () => Promise<void>;
}>;

/** The parts of a desk without a line and without an engine, for one office's person with every role. */
export async function deskParts(told: Readonly<{ disk?: Disk; account?: UserId; actor?: Actor }> = {}): Promise<Parts> {
  const account = told.account ?? newAccount();
  const disk = told.disk ?? emptyDisk();
  const platform = memoryPlatform(disk, "http://nowhere.invalid");
  const actor$ = new BehaviorSubject(told.actor ?? anActor(county));
  const judge = (): Judge => ({ actor: actor$.value, rules: shippedRules });
  const standpoint = (): Standpoint => {
    const { id: user, office } = actor$.value;
    return { user, office, offices: shippedRules.offices };
  };
  const journal = await platform.openJournal(account);
  const box = await openBox(account);
  const mirror = await openMirror(account, standpoint());
  const outbox = createOutbox(journal, box, readLedger(journal.contents.lines));
  const clock = await createProvinceClock(testClock(), null);
  const device = await newDevice(deviceId(newId()));
  return {
    account,
    disk,
    box,
    mirror,
    outbox,
    device,
    judge,
    standpoint,
    actor$,
    submit: { outbox, mirror, clock, judge, device: device.id, account, newId },
    close: async () => {
      await outbox.projected().catch(() => {});
      await Promise.all([box.close(), mirror.close()]);
    },
  };
}

export const row = (order: WorkOrder): FeedRow => ({ orderId: order.id, version: order.version, gone: false, order });
export const goneRow = (orderId: OrderId): FeedRow => ({ orderId, version: 0, gone: true, order: null });

/** A receipt as the province writes it. */
export function receiptFor(
  step: Readonly<{ id: Receipt["actionId"]; orderId: OrderId }>,
  part: Partial<Receipt> = {},
): Receipt {
  return {
    actionId: step.id,
    seq: 1,
    orderId: step.orderId,
    verdict: "applied",
    code: null,
    orderVersion: null,
    orderNumber: null,
    number: 1,
    receivedAt: Date.now(),
    effectiveAt: Date.now(),
    grade: "A",
    hash: "",
    ...part,
  };
}

export const noteOn = (orderId: OrderId, text: string): Intent => ({
  type: "note",
  orderId,
  payload: { kind: "contact", text, contactedWorker: false },
});
