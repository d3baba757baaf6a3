import { createHash, randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { actionId, deviceId, orderId, userId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import { signedText } from "../../../src-shared/protocol/action-envelope.ts";
import { findAction, readAlarms } from "../../../src-server/store/action-store.ts";
import { findDevice } from "../../../src-server/store/device-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched, forwarded } from "../support/story.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let hub: Desk;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(async () => {
  hub = await deskOf(home, "sd-quanneng");
});

async function versionOf(order: string): Promise<number | undefined> {
  const [stored] = await readOrders(home.store.db, [orderId(order)]);
  return stored?.version;
}

test("[SV-1] a receipt says what became of an action and how its time is known", async () => {
  const action = hub.make("register", null, wagesCase());
  hub.uptimeMs += 60_000;
  home.clock.at += 60_000;
  const { receipts, expected } = await hub.push(action);
  expect(expected).toBeNull();
  const { signature: _, ...unsigned } = action;
  expect(receipts).toEqual([
    {
      actionId: action.id,
      seq: 1,
      orderId: action.orderId,
      verdict: "applied",
      code: null,
      orderVersion: 1,
      orderNumber: expect.stringMatching(/^37-2026-\d{6}$/) as string,
      number: expect.any(Number) as number,
      receivedAt: home.clock.at,
      effectiveAt: home.clock.at - 60_000,
      grade: "A",
      hash: createHash("sha256").update(signedText(unsigned)).digest("hex"),
    },
  ]);
});

test("[SV-2] the same batch again gives the same receipts and nothing twice", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const batch = [register, hub.make("note", order, note("一")), hub.make("note", order, note("二"))];
  const first = await hub.push(...batch);
  home.clock.at += 5000;
  const again = await hub.push(...batch);
  const onlyLast = await hub.push(...batch.slice(2));
  expect(again.receipts).toEqual(first.receipts);
  expect(onlyLast.receipts).toEqual(first.receipts.slice(2));
  expect(await versionOf(order)).toBe(3);
});

test("[SV-2] an answer that was lost costs nothing: the batch goes on with what is new", async () => {
  const register = hub.make("register", null, wagesCase());
  await hub.pushRaw([register]);
  const next = hub.make("note", orderId(register.id), note("三"));
  const { receipts } = await hub.push(register, next);
  expect(receipts.map((receipt) => [receipt.seq, receipt.verdict])).toEqual([
    [1, "applied"],
    [2, "applied"],
  ]);
});

test("[SV-3] a gap stops the batch there and says what is expected", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const lost = hub.make("note", order, note("lost on the way"));
  const late = hub.make("note", order, note("after the gap"));
  const answer = await hub.push(register, late);
  expect(answer.receipts).toHaveLength(1);
  expect(answer).toMatchObject({ expected: 2, lastHash: answer.receipts[0]?.hash });
  expect(await versionOf(order)).toBe(1);
  const whole = await hub.push(lost, late);
  expect(whole).toMatchObject({ expected: null, receipts: [{ verdict: "applied" }, { verdict: "applied" }] });
});

test("[SV-4, SV-8] another action under a used seq is refused, kept, and raises an alarm", async () => {
  const register = hub.make("register", null, wagesCase());
  await hub.push(register);
  const other = hub.make("note", orderId(register.id), note("from the copy"), { seq: 1, previousHash: "" });
  const logged = vi.spyOn(home.province.log, "error");
  const { receipts } = await hub.push(other);
  expect(receipts[0]).toMatchObject({ actionId: other.id, verdict: "rejected", code: "device-copied" });
  const facts = expect.objectContaining({ alarm: "seq-reused", device: hub.id }) as object;
  expect(logged).toHaveBeenCalledWith(facts, "alarm: seq-reused");
  logged.mockRestore();
  const [alarm] = await readAlarms(home.store.db, hub.id);
  expect(alarm).toMatchObject({ kind: "seq-reused" });
  expect(alarm?.envelope).toContain("from the copy");
});

test("[SV-4] an id that another action has is refused, whoever sends it", async () => {
  const register = hub.make("register", null, wagesCase());
  await hub.push(register);
  const other = await deskOf(home, "sd-huawu");
  const { receipts } = await other.push(other.make("register", null, wagesCase(), { id: register.id }));
  expect(receipts[0]).toMatchObject({ verdict: "rejected", code: "id-reused" });
  expect(await versionOf(register.id)).toBe(1);
});

test("[SV-4] ids in a batch may not repeat either", async () => {
  const id = actionId(uuidV7(home.clock.at, randomBytes(10)));
  const twice = [0, 1].map(() => hub.make("register", null, wagesCase(), { id }));
  const { receipts } = await hub.push(...twice);
  expect(receipts.map((receipt) => receipt.code)).toEqual([null, "id-reused"]);
});

test("[SV-5, SV-9] poison holds nobody up: malformed is refused, unknown is parked, the next is applied", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const { receipts } = await hub.push(
    register,
    hub.makeRaw("note", order, { kind: "nonsense" }),
    hub.makeRaw("teleport", order, { to: "moon" }),
    hub.make("note", order, note("from the future"), { actionVersion: 2 }),
    hub.make("note", order, note("still works")),
  );
  expect(receipts.map((receipt) => [receipt.verdict, receipt.code])).toEqual([
    ["applied", null],
    ["rejected", "malformed"],
    ["parked", "unknown-action"],
    ["parked", "unknown-action"],
    ["applied", null],
  ]);
  const parked = await findAction(home.store.db, hub.id, 3);
  expect(parked?.envelope).toContain("moon");
});

test("[SV-6] a fault of the machinery leaves nothing behind and the batch can be sent again", async () => {
  const register = hub.make("register", null, wagesCase());
  const broken = vi.spyOn(home.province.rules.offices, "find").mockImplementationOnce(() => {
    throw Object.assign(new Error("the disk is gone"), { code: "58030" });
  });
  // The lookup is first used after the action was judged, when sights are written: the machinery, not the action.
  const answer = await hub.pushRaw([register]);
  broken.mockRestore();
  expect(answer.status).toBe(500);
  expect(await versionOf(register.id)).toBeUndefined();
  expect((await findDevice(home.store.db, hub.id))?.lastSeq).toBe(0);
  expect((await hub.push(register)).receipts[0]).toMatchObject({ verdict: "applied" });
});

test("[SV-7] a signature of another key, a changed payload and a broken chain are refused and kept", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const forged = hub.make("note", order, note("forged"), { signature: randomBytes(64).toString("base64url") });
  const signed = hub.make("note", order, note("signed"));
  const changed = { ...signed, payload: note("changed afterwards") };
  const broken = hub.make("note", order, note("unchained"), { previousHash: "ab".repeat(32) });
  const { receipts } = await hub.push(register, forged, changed, broken);
  expect(receipts.map((receipt) => receipt.code)).toEqual([null, "bad-signature", "bad-signature", "bad-signature"]);
  expect(receipts.slice(1).every((receipt) => receipt.grade === "D")).toBe(true);
  expect((await findAction(home.store.db, hub.id, 3))?.envelope).toContain("changed afterwards");
  expect(await readAlarms(home.store.db, hub.id)).toHaveLength(3);
  const next = hub.make("note", order, note("goes on"));
  expect((await hub.push(next)).receipts[0]).toMatchObject({ verdict: "applied" });
});

test("[SV-10] rights are those of the moment an action is applied", async () => {
  const city = await deskOf(home, "ta-shenhe");
  const { order, cityTurn } = await dispatched(hub);
  const accept = city.make("accept", order, { assignment: cityTurn });
  await changeUser(home.store.db, city.profile.userId, { roles: ["analyst"] });
  const { receipts } = await city.push(accept);
  await changeUser(home.store.db, city.profile.userId, { roles: ["leader", "dispatcher"] });
  expect(receipts[0]).toMatchObject({ verdict: "rejected", code: "no-right" });
});

test("[SV-11] a foreign order is answered like one that does not exist", async () => {
  const { order } = await dispatched(hub);
  const stranger = await deskOf(home, "lixia");
  const foreign = await stranger.act("note", order, note("?"));
  const missing = await stranger.act("note", orderId(randomUUID()), note("?"));
  const told = ({ verdict, code, orderVersion, orderNumber }: typeof foreign) => [
    verdict,
    code,
    orderVersion,
    orderNumber,
  ];
  expect(told(foreign)).toEqual(["rejected", "no-such-order", null, null]);
  expect(told(missing)).toEqual(told(foreign));
});

test("[SV-11] an office that once had a turn may still add a late note", async () => {
  const county = await deskOf(home, "taishan");
  const city = await deskOf(home, "ta-shenhe");
  const { order, countyTurn } = await forwarded(hub, city);
  const asked = await county.act("return-order", order, { assignment: countyTurn, reasonCode: "", reason: "不属本区" });
  await city.act("decide-return", order, { assignment: countyTurn, approved: true, reason: "同意" });
  const late = await county.act("note", order, note("补记"));
  expect([asked.verdict, late.verdict]).toEqual(["applied", "applied"]);
});

test("[SV-12] nobody acts in another's name", async () => {
  const register = hub.make("register", null, wagesCase(), { userId: userId(randomUUID()) });
  expect((await hub.push(register)).receipts[0]).toMatchObject({ verdict: "rejected", code: "no-right" });
  const other = await deskOf(home, "sd-huawu");
  const stolen = { ...other.make("register", null, wagesCase()), deviceId: deviceId(randomUUID()) };
  expect(await other.pushRaw([stolen])).toMatchObject({ status: 400, body: { name: "bad-request" } });
});

test("[SV-13] a registration names itself", async () => {
  const register = hub.make("register", orderId(randomUUID()), wagesCase());
  expect((await hub.push(register)).receipts[0]).toMatchObject({ verdict: "rejected", code: "malformed" });
});

test("[SV-14] numbers have no gaps and follow China's year", async () => {
  const desk = await deskOf(home, "sd-tongji"); // an analyst may not register: uses up no number
  const numbers: (string | null)[] = [];
  for (const at of ["2027-12-31T23:59:59+08:00", "2027-12-31T23:59:59.500+08:00", "2028-01-01T00:00:00+08:00"]) {
    home.clock.at = Date.parse(at);
    await desk.signIn();
    await desk.act("register", null, wagesCase());
    await hub.signIn();
    numbers.push((await hub.act("register", null, wagesCase())).orderNumber);
  }
  home.clock.at = Date.parse("2026-03-02T10:00:00+08:00");
  expect(numbers).toEqual(["37-2027-000001", "37-2027-000002", "37-2028-000001"]);
});

test("[SV-17] a push of another epoch is told so", async () => {
  const register = hub.make("register", null, wagesCase());
  expect(await hub.pushRaw([register], "another")).toMatchObject({ status: 409, body: { name: "epoch-changed" } });
  expect((await hub.pushRaw([register], home.province.epoch)).status).toBe(200);
});

test("[SV-18] an old client may push and may not pull", async () => {
  await hub.bootstrap();
  const old = { protocol: 0, deviceId: hub.id };
  const pull = await hub.ask("POST", "/api/sync/pull", { ...old, cursor: hub.cursor, limit: 10 });
  expect(pull).toMatchObject({ status: 426, body: { name: "protocol-too-old" } });
  const actions = [hub.make("register", null, wagesCase())];
  expect((await hub.ask("POST", "/api/sync/push", { ...old, epoch: null, actions })).status).toBe(200);
});

test("[SV-22] what an action's values break parks that action alone", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const poison = hub.make("note", order, note("poison"));
  await home.store.db.execute(sql`
    create function refuse_poison() returns trigger language plpgsql as $$
    begin if new.envelope like '%poison%' and new.verdict = 'applied' then raise exception 'no' using errcode = '22P05';
    end if; return new; end $$`);
  await home.store.db.execute(
    sql`create trigger poison before insert on actions for each row execute function refuse_poison()`,
  );
  const { receipts } = await hub.push(register, poison, hub.make("note", order, note("well")));
  await home.store.db.execute(sql`drop trigger poison on actions`);
  expect(receipts.map((receipt) => [receipt.verdict, receipt.code])).toEqual([
    ["applied", null],
    ["parked", "unexpected"],
    ["applied", null],
  ]);
});

test("[SV-40, SV-46] a token of another device is forged, and a pull bounds what comes after", async () => {
  const other = await deskOf(home, "sd-huawu");
  const lent = hub.make("register", null, wagesCase(), { evidence: { token: other.clockToken } });
  expect((await hub.push(lent)).receipts[0]).toMatchObject({ grade: "D" });
  home.clock.at += 240_000;
  await hub.pull();
  const pulledAt = home.clock.at;
  home.clock.at += 240_000;
  const backdated = await hub.act("register", null, wagesCase()); // the desk's counter stood still: minutes before the pull
  expect(backdated).toMatchObject({ grade: "D", effectiveAt: pulledAt });
});
