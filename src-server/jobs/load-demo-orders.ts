import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { provinceItself } from "../../src-shared/domain/permission/role.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { BlobStore } from "../store/blob-store.ts";
import { claimOnce } from "../store/claim-once.ts";
import { disableDevice, writeProgress } from "../store/device-store.ts";
import { addFile } from "../store/file-store.ts";
import { saveOrder } from "../store/order-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { provinceName } from "../sync/own-device.ts";
import type { Province } from "../sync/province.ts";
import { publishVisibility } from "../sync/publish-visibility.ts";
import { receiveAction } from "../sync/receive-action.ts";
import { demoFileNamed, readDemoFiles, type DemoFile } from "./demo-files.ts";
import { readDemoHistories } from "./demo-history.ts";
import { planDemo, type PlannedAction } from "./demo-plan.ts";
import { openDemoTerminal, sealedOn, type DemoTerminal } from "./demo-terminal.ts";
import { demoActors, demoColleagues, readDemoUsers } from "./demo-users.ts";

/**
 * Loads the demo orders, once in the life of a database and all or nothing: every step is sealed, graded, judged and
 * logged as the desks' steps are. Their times lie before `province.now()`. The demo's accounts must be there.
 *
 * @param blobs where the province keeps the bytes of files
 * @returns how many steps were done; 0 when the demo had been loaded before
 * @throws InvariantBroken when the province does not take a step: the demo and the rules disagree
 * @see docs/spec/demo.md DM-10 to DM-15
 */
export async function loadDemoOrders(province: Province, blobs: BlobStore): Promise<number> {
  const files = readDemoFiles();
  return inTransaction(province.store, async (tx) => {
    if (!(await claimOnce(tx, "demo-orders", String(province.now())))) return 0;
    const inside = { ...province, store: { ...province.store, db: tx } };
    await keepFiles(inside, files, blobs);
    const actions = plannedActions(province, files);
    await playAll(inside, actions);
    return actions.length;
  });
}

function plannedActions(province: Province, files: readonly DemoFile[]): readonly PlannedAction[] {
  const { ownDevice } = province;
  const { users } = readDemoUsers();
  const rules = { ...province.rules, colleagues: demoColleagues(users) };
  const itself = {
    id: ownDevice.userId,
    name: provinceName,
    office: rules.offices.hub,
    roles: [provinceItself],
  } as const;
  const actorNamed = demoActors(users);
  const stage = { rules, now: province.now(), actorNamed, province: itself, fileNamed: demoFileNamed(files) };
  return planDemo(readDemoHistories(), stage).actions;
}

async function keepFiles(province: Province, files: readonly DemoFile[], blobs: BlobStore): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "lianxinqiao-demo-"));
  const storedBy = province.ownDevice.userId;
  try {
    for (const { name, bytes, sha256, size, type } of files) {
      const copy = path.join(folder, name);
      await writeFile(copy, bytes);
      await blobs.keep(copy, sha256, storedBy);
      await addFile(province.store.db, { sha256, size, type, storedAt: province.now(), storedBy });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

// [Note: demo in one go] A push saves and publishes what it changed; here the orders are saved and published once, after
// the last step. Nobody has pulled yet, so nobody needs to hear of what came and went in between.
async function playAll(province: Province, actions: readonly PlannedAction[]): Promise<void> {
  const tx = province.store.db;
  const orders = new Map<string, WorkOrder>();
  const terminals = new Map<string, DemoTerminal>();
  for (const action of actions) {
    const terminal = terminals.get(action.actor.id) ?? (await openDemoTerminal(province, action));
    terminals.set(action.actor.id, terminal);
    await play(province, action, { terminal, orders });
  }
  for (const { device, progress } of terminals.values()) {
    await writeProgress(tx, device.id, progress);
    if (device.id !== province.ownDevice.deviceId) await disableDevice(tx, device.id, province.now());
  }
  for (const order of orders.values()) await saveOrder(tx, order);
  await publishVisibility(tx, [...orders.values()], province.rules.offices);
}

type Scene = Readonly<{ terminal: DemoTerminal; orders: Map<string, WorkOrder> }>;

async function play(province: Province, action: PlannedAction, { terminal, orders }: Scene): Promise<void> {
  const batch = {
    province,
    tx: province.store.db,
    actor: action.actor,
    device: terminal.device,
    receivedAt: action.at,
    seals: new Map(),
    orders,
    changed: new Set<string>(),
    versionsBefore: new Map<string, number>(),
    knownIds: new Set<string>(),
    receipts: [],
    unlogged: null,
    progress: terminal.progress,
  };
  const receipt = await receiveAction(batch, sealedOn(terminal, action, province));
  terminal.progress = batch.progress;
  const told = `${action.key} ${action.intent.type}: ${receipt.verdict} ${receipt.code}`;
  invariant(receipt.verdict === "applied", `the province takes the demo step ${told}`);
}
