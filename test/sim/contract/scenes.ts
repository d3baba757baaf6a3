import { inSnapshot } from "../../../src-server/store/transaction.ts";
import type { Store } from "../../../src-server/store/store.ts";
import { city, county } from "../../support/orders.ts";
import { officeId, sha256 } from "../../../src-shared/kernel/ids.ts";
import { sumOf } from "../../../src-shared/sync/digest.ts";
import {
  addDeviceOf,
  anAction,
  anActionId,
  anOrder,
  anOrderId,
  aUser,
  aUserId,
  byId,
  aDeviceId,
  faultOf,
  withoutNumber,
} from "./rows.ts";
import type { Stores } from "./stores.ts";

/** Plays something on the stores and answers what they said: the twins must say the same as the product's own. */
export type Scene = (stores: Stores) => Promise<unknown>;

const storeOf = ({ db }: Stores): Store => ({ db }) as unknown as Store;

const devices: Scene = async (stores) => {
  const { db, device } = stores;
  const id = await addDeviceOf(stores, 1);
  await device.addDevice(db, { id, userId: aUserId(1), publicKey: "other", name: "乙", at: 2 });
  const first = await device.findDevice(db, id);
  await device.writeProgress(db, id, { lastSeq: 3, lastHash: "h", lastEffectiveAt: 5 });
  await device.noteContact(db, id, 1000);
  await device.writeEmptied(db, id, 7);
  await device.disableDevice(db, id, 8);
  const locked = await db.transaction((tx) => device.lockDevice(tx, id));
  return [first, locked, await device.findDevice(db, aDeviceId(99)), await device.lockDevice(db, aDeviceId(99))];
};

const users: Scene = async ({ db, user }) => {
  await user.addUsers(db, [aUser(2), { ...aUser(3), oneTimeUntil: 5 }]);
  await user.addUsers(db, [{ ...aUser(2), name: "又一个" }]);
  const first = await user.findUserByName(db, "contract-2");
  await user.changeUser(db, aUserId(2), { office: city, roles: ["dispatcher", "handler"] });
  await user.changeUser(db, aUserId(3), { disabledAt: 9, passwordHash: "x", oneTimeUntil: null });
  const changed = [await user.findUser(db, aUserId(2)), await user.findUser(db, aUserId(3))];
  const locked = await db.transaction((tx) => user.lockUser(tx, aUserId(3)));
  const none = [await user.findUserByName(db, "nobody"), await user.findUser(db, aUserId(99))];
  return [first, changed, locked, ...none, await user.lockUser(db, aUserId(99))];
};

/** The place is the one that was published last, and every shard has a head from the beginning. */
const offices: Scene = async ({ db, office, visibility }) => {
  const at = (id: string, path: string) => ({
    ...{ id: officeId(id), code: id.toUpperCase(), name: "某总工会", shortName: "某总", kind: "county" as const },
    ...{ parentId: null, path, regionCode: "" },
  });
  await office.publishOffices(db, [at("ctr1", "ctr.a.ctr1.deep"), at("ctr2", "ctr.a.ctr2")]);
  const heads = [await visibility.readHeads(db, "ctr", "ctr")];
  await visibility.writeSights(db, [
    { orderId: anOrderId(13), office: "ctr.a.ctr2", shard: "ctr.a.ctr2", gone: false },
  ]);
  await office.publishOffices(db, [at("ctr2", "ctr.b.ctr2"), at("ctr3", "ctr.a.ctr2.ctr3")]);
  heads.push(await visibility.readHeads(db, "ctr", "ctr"));
  const ids = ["ctr1", "ctr2", "ctr3", "ctr4"].map(officeId);
  return [heads, await Promise.all(ids.map((id) => office.readPath(db, id)))];
};

const sessions: Scene = async (stores) => {
  const { db, session, user } = stores;
  const deviceId = await addDeviceOf(stores, 4);
  const id = "00000000-0000-7000-b005-000000000001";
  await session.addSession(db, { id, userId: aUserId(4), deviceId, startedAt: 1 });
  const open = [await session.findSession(db, id), await session.lockSession(db, aUserId(98))];
  await session.beginStep(db, id, { step: 3, validFrom: 2 });
  open.push(await db.transaction((tx) => session.lockSession(tx, id)));
  const noted = [await session.noteStepSeen(db, id, 2), await session.noteStepSeen(db, id, 3)];
  open.push(await session.findSession(db, id));
  await session.endSession(db, id, { at: 5, reason: "signed-out" });
  await session.endSession(db, id, { at: 6, reason: "disabled" });
  await user.changeUser(db, aUserId(4), { disabledAt: 7 });
  noted.push(await session.noteStepSeen(db, id, 3));
  const token = { hash: "contract", sessionId: id, issuedAt: 1, expiresAt: 9 };
  await session.addRefreshToken(db, token);
  await session.addRefreshToken(db, { ...token, expiresAt: 10 });
  const fresh = await session.lockRefreshToken(db, "contract");
  await session.markUsed(db, "contract", 8);
  const used = await session.lockRefreshToken(db, "contract");
  await session.addRefreshToken(db, { ...token, issuedAt: 2, expiresAt: 11 });
  const again = await session.lockRefreshToken(db, "contract");
  return [
    ...open,
    noted,
    await session.findSession(db, id),
    fresh,
    used,
    again,
    await session.lockRefreshToken(db, "none"),
  ];
};

const log: Scene = async (stores) => {
  const { db, action } = stores;
  const [one, other] = [await addDeviceOf(stores, 5), await addDeviceOf(stores, 6)];
  const first = await action.logAction(db, anAction(one, 1));
  const more = await action.logActions(db, [anAction(one, 2), anAction(one, 3, { verdict: "parked", code: "x" })]);
  await action.logAction(db, anAction(other, 1, { verdict: "rejected", code: "other-office" }));
  const faults = [
    await faultOf(action.logAction(db, anAction(one, 2, { id: anActionId(50) }))),
    await faultOf(action.logAction(db, anAction(other, 2))),
    await faultOf(action.logActions(db, [])),
  ];
  const parked = await action.readParked(db, first, 10);
  const { deviceId, seq } = anAction(one, 3);
  const outcome = { code: null, event: null, orderVersion: 4, orderNumber: null, type: "note", officeId: county };
  await action.rewriteVerdict(db, { deviceId, seq }, { verdict: "applied", ...outcome });
  const after = await action.findAction(db, one, 3);
  await action.raiseAlarm(db, { at: 1, kind: "copy", deviceId: one, envelope: "{}" });
  return {
    rising: [...more].map(([at, number]) => [at, number > first]),
    faults,
    parked: parked.map(withoutNumber),
    after: withoutNumber(after),
    isLater: (after?.number ?? 0) > Math.max(...more.values()),
    row: withoutNumber(await action.findAction(db, one, 2)),
    none: await action.findAction(db, one, 9),
    range: (await action.readActions(db, one, [2, 3])).map(withoutNumber),
    known: [...(await action.knownIds(db, [anActionId(1), anActionId(77)]))],
    copies: (await action.findCopies(db, anActionId(1))).map(({ deviceId: of, deviceOwner }) => [of, deviceOwner]),
    events: await action.readEvents(db, anOrderId(1)),
    alarms: await action.readAlarms(db, one),
  };
};

const orders: Scene = async ({ db, order, visibility, digest }) => {
  const list = [anOrder(1), anOrder(2, { state: "archived" }), anOrder(3), anOrder(4), anOrder(5)];
  await order.saveOrders(db, list);
  await order.saveOrder(db, anOrder(4, { version: 40, handler: undefined } as never));
  await order.saveOrders(db, []);
  const seen = [1, 2, 3, 4].map((n) => ({ orderId: anOrderId(n), office: "t1.c1.x1", shard: "t1.c1", gone: n === 3 }));
  await visibility.writeSights(db, seen);
  const first = await order.readPage(db, "t1", { after: null, limit: 2 });
  const last = first.at(-1) ?? anOrder(1);
  const after = { ended: false, registeredAt: last.registeredAt, id: last.id };
  const digests = await digest.readDigests(db, "t1.c1");
  return {
    locked: (await db.transaction((tx) => order.lockOrders(tx, [anOrderId(4), anOrderId(9), anOrderId(1)]))).map(
      ({ id, version }) => [id, version],
    ),
    read: byId(await order.readOrders(db, [anOrderId(5), anOrderId(4), anOrderId(9)])),
    pages: [first, await order.readPage(db, "t1", { after, limit: 9 })].map((page) => page.map(({ id }) => id)),
    elsewhere: await order.readPage(db, "t2", { after: null, limit: 9 }),
    measured: await order.measureVisible(db, "t1.c1.x1"),
    ids: await order.readOrderIds(db, anOrderId(2), 2),
    sum: sumOf(digests),
    buckets: digests.flatMap(({ count }, at) => (count > 0 ? [at] : [])),
    revisions: byId((await digest.readRevisions(db, "t1", [1, 2, 4])) as never),
  };
};

const feed: Scene = async ({ db, visibility }) => {
  const sight = (n: number, office: string, shard: string, gone = false) => ({
    orderId: anOrderId(n),
    office,
    shard,
    gone,
  });
  const heads = [
    await visibility.writeSights(db, [sight(11, "v.a.x", "v.a"), sight(12, "v.a.y", "v.a"), sight(11, "v.b", "v.b")]),
    await visibility.writeSights(db, [sight(11, "v.a.x", "v.a", true)]),
    await visibility.writeSights(db, []),
  ];
  const since = { versions: { "v.a": 1, "v.b": 0 }, limit: 10 };
  return {
    heads,
    sights: (await visibility.readSights(db, [anOrderId(11)])).toSorted((a, b) => (a.office < b.office ? -1 : 1)),
    below: await visibility.readHeads(db, "v.a.x", "v.a"),
    above: await visibility.readHeads(db, "v", "v"),
    all: (await visibility.readAllHeads(db))["v.a"],
    entries: await visibility.readEntries(db, "v", since),
    cut: await visibility.readEntries(db, "v", { ...since, limit: 1 }),
    office: await visibility.readEntries(db, "v.a.y", since),
    nothing: await visibility.readEntries(db, "v", { versions: {}, limit: 3 }),
    visible: [...(await visibility.visibleAmong(db, "v.a", [anOrderId(11), anOrderId(12)]))],
    nobody: [...(await visibility.visibleAmong(db, "v.a", []))],
  };
};

/** A file is received for an order when one who attached it has sent its bytes, in whatever order that happens. */
const files: Scene = async (stores) => {
  const { db, file, action } = stores;
  const device = await addDeviceOf(stores, 9);
  const [one, other] = [sha256("1".repeat(64)), sha256("2".repeat(64))];
  const attach = (seq: number, hash: string) =>
    anAction(device, seq, { id: anActionId(80 + seq), orderId: anOrderId(90), type: "attach", envelope: hash });
  const named = { orderId: anOrderId(90), name: "甲.pdf", type: "application/pdf" };
  const sent = { size: 3, type: "application/pdf", storedAt: 5, storedBy: aUserId(1) };
  await action.logAction(db, attach(1, one));
  await file.nameFile(db, { ...named, sha256: one });
  await file.nameFile(db, { ...named, sha256: one, name: "又一个" });
  await file.addFile(db, { ...sent, sha256: one, storedBy: aUserId(2) });
  const ofAnother = await file.readUnannounced(db, 5);
  await file.addFile(db, { ...sent, sha256: one });
  await file.addFile(db, { ...sent, sha256: one });
  await file.addFile(db, { ...sent, sha256: other });
  await file.nameFile(db, { ...named, sha256: other });
  const arrived = await file.readUnannounced(db, 5);
  await action.logAction(db, { ...attach(2, other), verdict: "rejected", code: "no-right" });
  const refused = await file.readUnannounced(db, 5);
  await action.logAction(db, { ...attach(3, other), verdict: "merged" });
  const both = (await file.readUnannounced(db, 5)).toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  await file.markAnnounced(db, anOrderId(90), one);
  await file.markAnnounced(db, anOrderId(91), one);
  const rest = await file.readUnannounced(db, 5);
  for (const hash of [other, one]) await file.nameFile(db, { ...named, orderId: anOrderId(91), sha256: hash });
  const awaited = [
    await file.readAwaited(db, "", 5),
    await file.readAwaited(db, one, 5),
    await file.readAwaited(db, "", 1),
  ];
  const senders = [await file.hasSent(db, aUserId(1), one), await file.hasSent(db, aUserId(3), one)];
  return { ofAnother, arrived, refused, both, rest, cut: (await file.readUnannounced(db, 1)).length, awaited, senders };
};

/** What a rollback takes back, and what it does not. */
const rollback: Scene = async (stores) => {
  const { db, number, meta, action, device } = stores;
  const id = await addDeviceOf(stores, 7);
  const numbers: number[] = [await action.logAction(db, anAction(id, 1, { id: anActionId(61) }))];
  const at = Date.parse("2031-05-05T00:00:00+08:00");
  const given = [await number.nextOrderNumber(db, at)];
  const fault = await faultOf(
    db.transaction(async (tx) => {
      given.push(await number.nextOrderNumber(tx, at), await number.nextNoticeNumber(tx, at));
      numbers.push(await action.logAction(tx, anAction(id, 2, { id: anActionId(62) })));
      throw new Error("undone");
    }),
  );
  given.push(await number.nextOrderNumber(db, at), await number.nextNoticeNumber(db, at));
  await db.transaction(async (tx) => {
    await device.writeProgress(tx, id, { lastSeq: 1, lastHash: "outer", lastEffectiveAt: null });
    await faultOf(
      tx.transaction(async (inner) => {
        await device.writeProgress(inner, id, { lastSeq: 2, lastHash: "inner", lastEffectiveAt: null });
        throw new Error("undone");
      }),
    );
    numbers.push(await action.logAction(tx, anAction(id, 2, { id: anActionId(63) })));
  });
  const made = [await meta.readOrMake(db, "contract", () => "one"), await meta.readOrMake(db, "contract", () => "two")];
  await meta.writeMeta(db, "contract", "three");
  made.push(await meta.readOrMake(db, "contract", () => "four"));
  const gaps = numbers.slice(1).map((one, place) => one - (numbers[place] ?? 0));
  return { given, fault, gaps, made, device: await device.findDevice(db, id) };
};

/** A snapshot sees what was committed when it began, and nothing later. */
const snapshot: Scene = async (stores) => {
  const { device } = stores;
  const id = await addDeviceOf(stores, 8);
  const seen = await inSnapshot(storeOf(stores), async (tx) => (await device.findDevice(tx, id))?.lastSeq);
  return [seen, await inSnapshot(storeOf(stores), async (tx) => device.findDevice(tx, aDeviceId(98)))];
};

export const scenes: Readonly<Record<string, Scene>> = {
  devices,
  users,
  offices,
  sessions,
  log,
  orders,
  feed,
  files,
  rollback,
  snapshot,
};
