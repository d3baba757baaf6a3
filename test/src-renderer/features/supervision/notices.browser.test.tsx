import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { OrderMaker, acceptIt, dispatchTo, fakeNow, someWages } from "../../../support/fake-orders.ts";
import { answerIt, superviseIt } from "../../../support/fake-notices.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const dayMs = 86_400_000;
const overdue = (index: number): OrderMaker =>
  new OrderMaker(someWages, fakeNow - 60 * dayMs, `37-2026-00020${index}`)
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, acceptIt);

test("[SU-22] an open notice stands above what one can do, and the office replies from there", async () => {
  const { order } = wagesInHandling().by(people.hub, 1, superviseIt);
  const desk = showOrder(people.county, order);
  const strip = page.getByRole("region", { name: /督办 1 件/ });
  await expect.element(strip).toMatchTextContent(/督办单.*临-督-.*回复期限.*请查明欠薪/);
  await page.getByRole("button", { name: "回复督办" }).click();
  await page.getByLabelText(/^回复内容/).fill("已约谈用人单位，3 月 5 日前付清。");
  await page.getByLabelText("工资条照片").click();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([
      { type: "answer-notice", payload: { notice: order.notices[0]?.id, attachments: [order.attachments[0]?.sha256] } },
    ]);
  await expect.element(strip).toMatchTextContent(/已回复/);
  await expect
    .element(page.getByRole("listitem").filter({ hasText: "3 月 5 日前付清" }))
    .toMatchTextContent(/回复督办/);
});

test("[SU-22] the lists of notices say until when the reply is due, not the order", async () => {
  const { order } = wagesInHandling().by(people.hub, 1, superviseIt);
  for (const [who, list, left] of [
    [people.county, "all", /剩 (?!3 )\d+ 工作日/],
    [people.county, "to-reply", /剩 3 工作日/],
    [people.hub, "reply-awaited", /剩 3 工作日/],
  ] as const) {
    showDesk(who, [order], `/list/${list}`);
    const line = page.getByRole("link", { name: new RegExp(order.classification.title) });
    await expect.element(line).toMatchTextContent(left);
    putAway();
  }
});

test("[SU-22] the issuing office asks again with a new date", async () => {
  const { order } = wagesInHandling().by(people.hub, 1, superviseIt).by(people.county, 1, answerIt);
  const desk = showOrder(people.hub, order, "settle-notice");
  await page.getByText("回复不符合要求").click();
  await page.getByLabelText(/^意见/).fill("请附付款凭证。");
  await page.getByRole("button", { name: "确定" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ payload: { outcome: "insufficient" } }]);
  await expect.element(page.getByRole("region", { name: /督办 1 件/ })).toMatchTextContent(/回复期限/);
});

test("[SU-17] the form proposes the next step of the ladder, with reason, words and date", async () => {
  const desk = showOrder(people.hub, overdue(1).order, "issue-notice");
  await expect.element(page.getByText("按督办阶梯，建议：催办通知书（超期未办）")).toBeVisible();
  await page.getByRole("button", { name: "发出" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发出" }).click();
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([
      { type: "issue-notice", payload: { kind: "urging-notice", reason: "overdue", office: "x370902" } },
    ]);
});

test("[SU-20] several overdue orders are urged at once, those that stay ticked", async () => {
  const orders = [overdue(1).order, overdue(2).order, overdue(3).order, wagesInHandling().order];
  const desk = showDesk(people.hub, orders, "/list/to-supervise");
  await page.getByRole("button", { name: "批量发催办通知书…" }).click();
  const boxes = page.getByRole("dialog").getByRole("listitem").getByRole("checkbox");
  await expect.poll(() => boxes.elements().length).toBe(3);
  await boxes.first().click();
  await page.getByRole("button", { name: "发出 2 份" }).click();
  await expect.element(page.getByRole("dialog").getByText("已发出 2 份催办通知书。")).toBeVisible();
  expect(desk.submitted.map((intent) => intent.type)).toEqual(["issue-notice", "issue-notice"]);
});

test("[SU-21] the date for a reply explains itself, by keyboard too", async () => {
  showOrder(people.county, wagesInHandling().by(people.hub, 1, superviseIt).order);
  const why = page.getByRole("region", { name: /督办 1 件/ }).getByRole("button", { name: "为什么？" });
  await expect.element(why).toBeVisible();
  const element = why.element();
  if (element instanceof HTMLElement) element.focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("group", { name: "期限怎么算的" })).toMatchTextContent(/工作日历/);
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("group", { name: "期限怎么算的" })).not.toBeInTheDocument();
});
