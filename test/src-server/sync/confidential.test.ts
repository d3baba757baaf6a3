import { afterAll, beforeAll, expect, test } from "vitest";
import { officeId, orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { calledBack, dispatchTo, forwardTo, newTurn, note, photo, report, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";
import type { Desk } from "../support/desk.ts";

const name = "欧阳秘密";
const secrets = [name, "110101199003071234", "13755550001", "青年路七号", "司马同行", "来电的亲属", "13755550002"];

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let lixia: Desk;
beforeAll(async () => {
  home = await startProvince();
  hub = await deskOf(home, "sd-quanneng");
  city = await deskOf(home, "ta-shenhe");
  county = await deskOf(home, "taishan");
  lixia = await deskOf(home, "lixia");
  for (const desk of [hub, city, county, lixia]) await desk.bootstrap();
});
afterAll(() => home.close());

function secretCase() {
  const plain = wagesCase();
  const [, idNumber = "", phone = "", address = "", coClaimant = "", caller = "", callerNumber = ""] = secrets;
  return wagesCase({
    classification: { ...plain.classification, flags: ["confidential"] },
    worker: { ...plain.worker, name, idNumber, phones: [phone], address, coClaimants: [coClaimant] },
    contact: { ...plain.contact, caller, callerNumber },
  });
}

async function secretOrder(): Promise<OrderId> {
  const register = hub.make("register", null, secretCase());
  const order = orderId(register.id);
  const [cityTurn, countyTurn] = [newTurn(), newTurn()];
  await hub.push(register, hub.make("dispatch", order, dispatchTo("c3709", cityTurn)));
  await city.act("forward", order, forwardTo("x370902", cityTurn, countyTurn));
  await county.act("accept", order, { assignment: countyTurn });
  const worker = { ...secretCase().worker, gender: "female" as const };
  await county.act("amend", order, { reason: "核对身份证", amendment: { worker } });
  await city.act("ask-help", order, { office: officeId("x370102"), task: "核查项目", answerBy: null });
  await county.act("report-result", order, report(countyTurn));
  await city.act("approve-result", order, { assignment: cityTurn, opinion: "" });
  await hub.act("call-back", order, { ...calledBack(1), person: name });
  return order;
}

const found = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));

test("[PR-4] the name is nowhere in the bytes a helper or an office above is sent, by first sync or by pull", async () => {
  const order = await secretOrder();
  const stored = JSON.stringify(await readOrders(home.store.db, [order]));
  expect(found(stored)).toEqual(secrets);
  for (const desk of [lixia, city]) {
    const pulled = JSON.stringify(await desk.pull());
    expect(pulled).toContain(order);
    expect(found(pulled)).toEqual([]);
    expect(found(JSON.stringify(await desk.bootstrap()))).toEqual([]);
    expect(desk.mirror.get(order)).toMatchObject({ workerWithheld: true, classification: { flags: ["confidential"] } });
  }
  for (const desk of [hub, county]) {
    expect(found(JSON.stringify(await desk.pull()))).toEqual(secrets);
    expect(found(JSON.stringify(await desk.bootstrap()))).toEqual(secrets);
  }
});

test("[PR-4] the name is nowhere in an order that a helper or an office above asks for by its id", async () => {
  const order = await secretOrder();
  const ask = (desk: typeof hub) =>
    desk.ask("POST", "/api/sync/orders", { protocol: 1, deviceId: desk.id, ids: [order] });
  for (const desk of [lixia, city]) {
    const answer = await ask(desk);
    expect(answer.text).toContain(order);
    expect(found(answer.text)).toEqual([]);
  }
  for (const desk of [hub, county]) expect(found((await ask(desk)).text)).toEqual(secrets);
});

test("[PR-4] the receipts of a helper's own steps and the event stream name nobody", async () => {
  const order = await secretOrder();
  const heard: string[] = [];
  const stop = home.province.broadcast.subscribe((heads) => void heard.push(JSON.stringify(heads)));
  const answer = await lixia.push(lixia.make("note", order, note("已到现场")));
  expect(found(JSON.stringify(answer))).toEqual([]);
  stop();
  expect(heard).not.toEqual([]);
  expect(found(heard.join(""))).toEqual([]);
});

test("[PR-4] a desk that comes to handle the order gets the worker with its next pull", async () => {
  const register = hub.make("register", null, secretCase());
  const order = orderId(register.id);
  const [cityTurn, countyTurn] = [newTurn(), newTurn()];
  await hub.push(register, hub.make("dispatch", order, dispatchTo("c3709", cityTurn)));
  await city.pull();
  expect(city.mirror.get(order)?.worker.name).toBe(name);
  await city.act("forward", order, forwardTo("x370902", cityTurn, countyTurn));
  await city.pull();
  await county.pull();
  expect(city.mirror.get(order)?.worker.name).toBe("");
  expect(county.mirror.get(order)?.worker.name).toBe(name);
  await city.act("recall", order, { assignment: countyTurn, reason: "改由市总办理" });
  await city.pull();
  expect(city.mirror.get(order)?.worker.name).toBe(name);
});

test("[PR-7] contacts of a confidential order join another without who called", async () => {
  const [secret, open] = [hub.make("register", null, secretCase()), hub.make("register", null, wagesCase())];
  await hub.push(secret, open);
  await hub.act("merge-order", orderId(secret.id), { into: orderId(open.id), reason: "重复来电" });
  const [kept] = await readOrders(home.store.db, [orderId(open.id)]);
  expect(kept?.contacts).toHaveLength(2);
  expect(found(JSON.stringify(kept))).toEqual([]);
});

test("[PR-8] a file is given out only to who may know the worker, and to who attached it", async () => {
  const order = await secretOrder();
  const bytes = picture(1200, 9);
  const base = await home.listen();
  expect(await county.act("attach", order, photo(hashOf(bytes), bytes.length))).toMatchObject({ verdict: "applied" });
  expect((await new Uploader(base, county).upload(bytes)).status).toBe(204);
  const statusFor = async (desk: Desk): Promise<number> =>
    (await desk.ask("GET", `/api/attachments/${hashOf(bytes)}`)).status;
  expect(await Promise.all([hub, county, city, lixia].map(statusFor))).toEqual([200, 200, 404, 404]);
  await lixia.pull();
  expect(lixia.mirror.get(order)?.attachments).toEqual([]);
});
