import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import { whoActsFor } from "../../../../src-renderer/ui/who-acts.ts";
import type { Intent } from "../../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { evolve } from "../../../../src-shared/domain/work-order/evolve.ts";
import type { OrderEvent } from "../../../../src-shared/domain/work-order/order-event.ts";
import { actionId, officeId, userId } from "../../../../src-shared/kernel/ids.ts";
import { fakeId, fakeNow } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { fakeWorld, wagesInHandling } from "../../../support/fake-world.ts";
import type { FakeDesk } from "../../../support/fake-desk.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const note = ({ id }: WorkOrder, text: string): Intent => ({
  type: "note",
  orderId: id,
  payload: { kind: "visit", text, contactedWorker: false },
});
const more = ({ id, assignments }: WorkOrder): Intent => {
  const assignment = assignments.at(-1)?.id;
  if (!assignment) throw new Error("the county has a turn");
  return { type: "request-extension", orderId: id, payload: { assignment, days: 3, reason: "等待劳动能力鉴定结论" } };
};

/** A desk without a line whose request was refused, beside a note that waits. */
async function refusedDesk(order: WorkOrder, prepare: (desk: FakeDesk) => void = () => undefined): Promise<FakeDesk> {
  const desk = showDesk(people.county, [order], "/sync");
  prepare(desk);
  desk.cut();
  await desk.submit(note(order, "走访了工地，职工三人在场"));
  const asked = await desk.submit(more(order));
  if (!asked.ok) throw new Error(asked.refusal);
  desk.refuse(asked.actionId, "state-moved");
  return desk;
}

const tray = () => page.getByRole("region", { name: "未被接受" });

test("[RC-22] [OB-13] a refused step stands beside what the order is now, says who acts, and can be settled in three ways", async () => {
  const { order } = wagesInHandling();
  const desk = await refusedDesk(order);
  await expect.element(tray()).toMatchTextContent(/等待劳动能力鉴定结论/);
  await expect.element(tray()).toMatchTextContent(/工单现在：办理中，泰山区总/);
  await expect.element(tray()).toMatchTextContent(/谁来处理：您/);
  for (const name of ["重新提交", "改为记一笔", "放弃"])
    await expect.element(tray().getByRole("button", { name, exact: true })).toBeVisible();
  await tray().getByRole("button", { name: "改为记一笔" }).click();
  await expect
    .poll(() => desk.submitted.at(-1))
    .toMatchObject({
      type: "note",
      payload: { text: expect.stringMatching(/等待劳动能力鉴定结论\n（原为“申请延期”，未被接受/) as string },
    });
  await expect.poll(() => tray().elements()).toEqual([]);
});

test("[LT-11] [LT-13] what was done on an order that has gone says what becomes of it, and cannot be sent again there", async () => {
  const { order } = wagesInHandling();
  const desk = await refusedDesk(order, ({ handOver }) => handOver(order.id, officeId("x370911")));
  const handover = page.getByRole("region", { name: "已交出工单上的工作" });
  await expect.element(handover).toMatchTextContent(/走访了工地/);
  await expect.element(handover).toMatchTextContent(/已交给岱岳区总/);
  await expect.element(handover).toMatchTextContent(/发送后作为迟到的记录交给岱岳区总，不用您再做/);
  await expect.element(tray()).toMatchTextContent(/可以把写的内容转给对方/);
  expect(tray().getByRole("button", { name: "重新提交" }).elements()).toEqual([]);
  await tray().getByRole("button", { name: "改为记一笔，转给对方" }).click();
  await expect.poll(() => desk.submitted.at(-1)?.type).toBe("note");
  await expect.element(page.getByRole("region", { name: "待发送" })).toMatchTextContent(/没有待发送的步骤/);
});

test("[RC-22] a refused step without words, on an order that has gone, asks for no more than to be put away", async () => {
  const order = fakeWorld().find(({ state, holder }) => state === "awaiting-acceptance" && holder === "x370902");
  const assignment = order?.assignments.at(-1)?.id;
  if (!order || !assignment) throw new Error("an order waits for the county");
  const desk = showDesk(people.county, [order], "/sync");
  desk.handOver(order.id, officeId("x370911"));
  desk.cut();
  const accepted = await desk.submit({ type: "accept", orderId: order.id, payload: { assignment } });
  if (!accepted.ok) throw new Error(accepted.refusal);
  desk.refuse(accepted.actionId, "other-office");
  await expect.element(tray()).toMatchTextContent(/由对方办理，本机不再保存。这一步不用再做。/);
  await expect.element(tray()).toMatchTextContent(/谁来处理：您。看过后点“放弃”即可。/);
  const [first] = page.getByRole("region").elements();
  expect(first?.getAttribute("aria-label")).toBe("未被接受");
});

test("[RC-25] a refused step says what others did on the order since its author looked, latest last and three at most", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order], "/sync");
  desk.cut();
  const asked = await desk.submit(more(order));
  if (!asked.ok) throw new Error(asked.refusal);
  desk.refuse(asked.actionId, "state-moved");
  await expect.element(tray()).toMatchTextContent(/工单现在：办理中/);
  expect(tray().getByRole("listitem").elements()).toEqual([]);
  const noted = (at: number): OrderEvent => ({
    ...{ id: actionId(fakeId()), at: fakeNow + at * 60_000, deviceAt: fakeNow, receivedAt: fakeNow, grade: "A" },
    ...{ by: userId(fakeId()), byName: `李市${at}`, office: officeId("c3709"), round: 1 },
    ...{ type: "noted", note: { kind: "visit", text: "走访工地", contactedWorker: false }, afterMove: false },
  });
  desk.put([1, 2, 3, 4].map(noted).reduce(evolve, order));
  await expect.poll(() => tray().getByRole("listitem").elements()).toHaveLength(4);
  const lines = tray().getByRole("listitem").elements();
  expect(lines.map((line) => line.textContent)).toEqual([
    "较早的还有 1 项，打开工单可以看到",
    ...[2, 3, 4].map((at) => `10:0${at} 泰安市总 李市${at}：实地走访`),
  ]);
});

test("[RC-25] a refused registration goes by its provisional number, with what was written and nobody's name", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [], "/sync");
  desk.cut();
  const { worker, employer, claim, classification, contacts } = order;
  const [contact] = contacts;
  if (!contact) throw new Error("a call came");
  const saved = await desk.register({ worker, employer, claim, classification, contact });
  if (!saved.ok) throw new Error(saved.refusal);
  desk.refuse(saved.actionId, "no-right");
  await expect.element(tray()).toMatchTextContent(/登记.*临-/);
  await expect.element(tray()).toMatchTextContent(claim.facts.slice(0, 12));
  await expect.element(tray()).toMatchTextContent(/请把这里的提示和括号里的编号告诉他/);
  expect(tray().element().textContent).not.toContain(worker.name);
});

test("[RC-26] a refused registration goes back into its form, which is not overwritten while it holds something else", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [], "/sync");
  desk.cut();
  const { worker, employer, claim, classification, contacts } = order;
  const [contact] = contacts;
  if (!contact) throw new Error("a call came");
  const saved = await desk.register({ worker, employer, claim, classification, contact });
  if (!saved.ok) throw new Error(saved.refusal);
  desk.refuse(saved.actionId, "unknown-code");
  await expect.element(tray()).toMatchTextContent(/修改后重新登记，登记好了再把这一步放弃/);
  expect(
    tray()
      .getByRole("button", { name: /记一笔/ })
      .elements(),
  ).toEqual([]);
  await desk.drafts.write("register", { title: "另一件" });
  await tray().getByRole("button", { name: "修改后重新登记" }).click();
  await expect.element(page.getByText(/登记表里还有没提交的内容/)).toBeVisible();
  await desk.drafts.clear("register");
  await tray().getByRole("button", { name: "修改后重新登记" }).click();
  await expect.poll(() => location.hash).toBe("#/new");
  const shown = () =>
    [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value);
  for (const words of [worker.name, employer.name, claim.facts]) await expect.poll(shown).toContain(words);
});

const parkedTray = () => page.getByRole("region", { name: "等省平台升级" });

test("[OB-31] [RC-31] a parked registration offers nothing that cannot be done, and says what will happen", async () => {
  const { worker, employer, claim, classification, contacts } = wagesInHandling().order;
  const desk = showDesk(people.county, [], "/sync");
  desk.cut();
  const [contact] = contacts;
  if (!contact) throw new Error("a call came");
  const saved = await desk.register({ worker, employer, claim, classification, contact });
  if (!saved.ok) throw new Error(saved.refusal);
  desk.refuse(saved.actionId, "unknown-action", "parked");
  await expect.element(parkedTray()).toMatchTextContent(/登记.*临-/);
  await expect.element(parkedTray()).toMatchTextContent(/升级后自动登记，升级前不能放弃/);
  expect(parkedTray().getByRole("button").elements()).toEqual([]);
});

test("[RC-30] [RC-31] what the province keeps for its update is not called refused, and can only be set aside", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order], "/sync");
  desk.cut();
  const noted = await desk.submit(note(order, "走访了工地，职工三人在场"));
  if (!noted.ok) throw new Error(noted.refusal);
  desk.refuse(noted.actionId, "unknown-action", "parked");
  desk.restore();
  await expect.element(parkedTray()).toMatchTextContent(/升级后自动办理，您不用重做/);
  await expect.element(parkedTray()).toMatchTextContent(/走访了工地.*工单现在：办理中/);
  await expect.element(page.getByText("所有步骤都已送达省平台。")).toBeVisible();
  expect(tray().elements()).toEqual([]);
  expect(page.getByText(/步未被接受/).elements()).toEqual([]);
  const names = parkedTray()
    .getByRole("button")
    .elements()
    .map(({ textContent }) => textContent);
  expect(names).toEqual(["放弃"]);
});

test("[RC-31] a parked step on an order that has gone cannot be set aside, and says where the order is", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [], "/sync");
  desk.cut();
  desk.put(order);
  const noted = await desk.submit(note(order, "走访了工地"));
  if (!noted.ok) throw new Error(noted.refusal);
  desk.takeAway(order.id);
  desk.handOver(order.id, officeId("x370911"));
  desk.refuse(noted.actionId, "unknown-action", "parked");
  await expect.element(parkedTray()).toMatchTextContent(/走访了工地.*已交给岱岳区总.*升级前不能放弃/);
  expect(parkedTray().getByRole("button").elements()).toEqual([]);
});

test("[RC-22] each trouble has somebody who acts, and what goes by itself says so", async () => {
  const acts = [
    null,
    "unreachable",
    "signed-out",
    "never-online",
    "no-room",
    "not-the-province",
    "account-disabled",
    "disk-full",
  ] as const;
  expect(acts.map((trouble) => whoActsFor({ trouble }))).toEqual([
    "nobody",
    "nobody",
    "meSignIn",
    "meCarry",
    "meRoom",
    "administratorLine",
    "administratorRights",
    "province",
  ]);
  const desk = showDesk(people.county, [wagesInHandling().order], "/sync");
  desk.say({ unsent: 2, line: "offline", trouble: "unreachable" });
  await expect.element(page.getByText(/不用您处理，会自动发送/)).toBeVisible();
  desk.say({ trouble: "not-the-province" });
  await expect.element(page.getByText(/本单位管理员或网络维护人员/)).toBeVisible();
});
