import { inSnapshot } from "../../../src-server/store/transaction.ts";
import type { Executor, Store } from "../../../src-server/store/store.ts";
import { addDeviceOf, anAction, anActionId, anOrder, anOrderId, aUserId, faultOf } from "./rows.ts";
import type { Scene } from "./scenes.ts";
import type { Stores } from "./stores.ts";

/** Longer than a statement takes: what has not come by then waits for a lock. */
const aWhile = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 150));

type Race = Readonly<{ said: string[]; note: (line: string) => void }>;

function race(): Race {
  const said: string[] = [];
  return { said, note: (line) => void said.push(line) };
}

/** A transaction that is held open until `end` is called. */
function held(db: Executor, work: (tx: Executor) => Promise<unknown>, how: "commit" | "rollback" = "commit") {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => void (end = resolve));
  let begun: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => void (begun = resolve));
  const done = faultOf(
    db.transaction(async (tx) => {
      await work(tx);
      begun();
      await until;
      if (how === "rollback") throw new Error("undone");
    }),
  );
  void done.then(begun);
  return { ready, done, end: () => end() };
}

const rowLock: Scene = async (stores) => {
  const { db, device } = stores;
  const { said, note } = race();
  const id = await addDeviceOf(stores, 21);
  const first = held(db, async (tx) => {
    await device.lockDevice(tx, id);
    await device.writeProgress(tx, id, { lastSeq: 1, lastHash: "first", lastEffectiveAt: null });
  });
  await first.ready;
  const second = db.transaction(async (tx) => note(`second sees ${(await device.lockDevice(tx, id))?.lastHash}`));
  await aWhile();
  note(`a reader sees ${(await device.findDevice(db, id))?.lastHash}`);
  first.end();
  await Promise.all([first.done, second]);
  return said;
};

const headLock: Scene = async (stores) => {
  const { db, visibility } = stores;
  const { said, note } = race();
  const sight = (n: number) => [{ orderId: anOrderId(n), office: "r.a", shard: "r.a", gone: false }];
  const first = held(db, async (tx) => note(JSON.stringify(await visibility.writeSights(tx, sight(21)))));
  await first.ready;
  const second = db.transaction(async (tx) => note(JSON.stringify(await visibility.writeSights(tx, sight(22)))));
  await aWhile();
  note(`a reader sees ${JSON.stringify(await visibility.readHeads(db, "r.a", "r.a"))}`);
  first.end();
  await Promise.all([first.done, second]);
  note(JSON.stringify(await visibility.readEntries(db, "r", { versions: { "r.a": 0 }, limit: 9 })));
  return said;
};

const uniqueKey: Scene = async (stores) => {
  const { db, action } = stores;
  const { said, note } = race();
  const id = await addDeviceOf(stores, 22);
  for (const how of ["rollback", "commit"] as const) {
    const entry = anAction(id, 1, { id: anActionId(how === "commit" ? 71 : 72) });
    const first = held(db, (tx) => action.logAction(tx, entry), how);
    await first.ready;
    const second = faultOf(action.logAction(db, { ...entry, seq: how === "commit" ? 1 : 2, verdict: "rejected" }));
    const third = faultOf(action.logAction(db, { ...entry, seq: how === "commit" ? 4 : 3 }));
    await aWhile();
    first.end();
    await first.done;
    note(`after ${how}: ${await second}, ${await third}`);
    if (how === "rollback") note(String((await action.findAction(db, id, 1)) === null));
  }
  return said;
};

const isolation: Scene = async (stores) => {
  const { db, device } = stores;
  const { said, note } = race();
  const id = await addDeviceOf(stores, 23);
  const read = async (tx: Executor): Promise<string> => String((await device.findDevice(tx, id))?.lastSeq);
  const write = () => device.writeProgress(db, id, { lastSeq: 9, lastHash: "", lastEffectiveAt: null });
  await db.transaction(async (tx) => {
    note(`committed: ${await read(tx)}`);
    await write();
    note(`then ${await read(tx)}`);
  });
  await device.writeProgress(db, id, { lastSeq: 0, lastHash: "", lastEffectiveAt: null });
  await inSnapshot({ db } as unknown as Store, async (tx) => {
    note(`snapshot: ${await read(tx)}`);
    await write();
    note(`then ${await read(tx)}`);
  });
  return said;
};

const deadlock: Scene = async (stores) => {
  const { db, device } = stores;
  const [one, other] = [await addDeviceOf(stores, 24), await addDeviceOf(stores, 25)];
  const lockBoth = (from: typeof one, to: typeof one) =>
    faultOf(
      db.transaction(async (tx) => {
        await device.lockDevice(tx, from);
        await aWhile();
        await device.lockDevice(tx, to);
      }),
    );
  return (await Promise.all([lockBoth(one, other), lockBoth(other, one)])).toSorted();
};

const orderLock: Scene = async (stores: Stores) => {
  const { db, order } = stores;
  await order.saveOrder(db, anOrder(31));
  const first = held(db, (tx) => order.saveOrder(tx, anOrder(31, { version: 99 })));
  await first.ready;
  const second = db.transaction((tx) => order.lockOrders(tx, [anOrderId(31)]));
  await aWhile();
  first.end();
  await first.done;
  return (await second).map(({ version }) => version);
};

const stepSeen: Scene = async (stores) => {
  const { db, session } = stores;
  const deviceId = await addDeviceOf(stores, 26);
  const id = "00000000-0000-7000-b005-000000000026";
  await session.addSession(db, { id, userId: aUserId(26), deviceId, startedAt: 1 });
  const first = held(db, async (tx) => {
    await session.lockSession(tx, id);
    await session.beginStep(tx, id, { step: 1, validFrom: 1 });
  });
  await first.ready;
  const noted = [session.noteStepSeen(db, id, 0), session.noteStepSeen(db, id, 1)];
  await aWhile();
  first.end();
  await first.done;
  return [await Promise.all(noted), await session.findSession(db, id)];
};

/** What happens when two transactions meet: only where there are several connections. */
export const races: Readonly<Record<string, Scene>> = {
  rowLock,
  headLock,
  uniqueKey,
  isolation,
  deadlock,
  orderLock,
  stepSeen,
};
