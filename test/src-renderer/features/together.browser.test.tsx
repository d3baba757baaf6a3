import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { OrderMaker, dispatchTo, fakeNow, someWages } from "../../support/fake-orders.ts";
import { people } from "../../support/fake-reference.ts";
import { wagesInHandling } from "../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const labelled = (label: string): RegExp => new RegExp(`^${label}( \\*)?$`);
const fill = (label: string, text: string): Promise<void> => page.getByLabelText(labelled(label)).fill(text);
const helped = (): OrderMaker =>
  new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123")
    .by(people.hub, 0.1, dispatchTo("c3709"))
    .by(people.hub, 0.1, (order) => ({
      type: "ask-help",
      orderId: order.id,
      payload: { office: officeId("x370902"), task: "核查用工台账", answerBy: fakeNow + 20 * 3_600_000 },
    }));

test("[CH-13] what waits for our help stands on its list, and the answer is offered first", async () => {
  const { order } = helped();
  const desk = showDesk(people.county, [order], `/list/to-help/${order.id}`);
  await expect.element(page.getByRole("link", { name: /待协办/ })).toBeVisible();
  await expect.element(page.getByRole("list", { name: "待协办" })).toMatchTextContent(/剩 20 小时/);
  await page.getByRole("button", { name: "协办反馈" }).click();
  await expect.element(page.getByRole("definition").getByText("核查用工台账")).toBeVisible();
  await fill("反馈内容", "台账已核，附说明。");
  await page.getByRole("button", { name: "提交反馈" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "answer-help" }]);
});

test("[CH-14] a report says whose help is missing, and may be sent all the same", async () => {
  const order = wagesInHandling().by(people.county, 1, (one) => ({
    type: "ask-help",
    orderId: one.id,
    payload: { office: officeId("c3701"), task: "核查", answerBy: null },
  })).order;
  showOrder(people.county, order, "report-result");
  await expect.element(page.getByText(/还没有协办反馈/)).toBeVisible();
});

test("[IN-15] several levels write on one board, reports and progress in their order", async () => {
  const { order } = wagesInHandling()
    .by(people.county, 1, (one) => ({
      type: "flag-incident",
      orderId: one.id,
      payload: { sign: "stoppage", reason: "停工" },
    }))
    .by(people.county, 1, (one) => ({
      type: "report-incident",
      orderId: one.id,
      payload: { kind: "first", text: "厂门口聚集二十六人", workersPresent: 26, measures: "" },
    }));
  const desk = showOrder(people.hub, order);
  await page.getByRole("tab", { name: "协同" }).click();
  await page.getByPlaceholder(/^写一条事件进展/).fill("省总已派员赴现场指导。");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "note" }]);
  await expect
    .element(page.getByRole("tabpanel", { name: "协同" }))
    .toMatchTextContent(/首报.*厂门口聚集.*事件进展.*省总.*省总已派员/);
});

test("[IN-14] an open incident says until when the next report is due; the report goes out", async () => {
  const { order } = wagesInHandling().by(people.county, 1, (one) => ({
    type: "flag-incident",
    orderId: one.id,
    payload: { sign: "stoppage", reason: "车间停工" },
  }));
  const desk = showOrder(people.county, order);
  await expect.element(page.getByText(/首报已超期/)).toBeVisible();
  await expect.element(page.getByRole("link", { name: /群体事件/ }).first()).toBeVisible();
  await page.getByRole("tab", { name: "协同" }).click();
  await expect.element(page.getByText("车间停工").first()).toBeVisible();
  await page.getByRole("button", { name: "事件报告" }).click();
  await fill("现场情况", "已到现场，情绪稳定。");
  await fill("现场人数", "26");
  await page.getByRole("button", { name: "上报" }).click();
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([{ type: "report-incident", payload: { kind: "first", workersPresent: 26 } }]);
});

test("[CH-2] help is asked of an office outside the branch", async () => {
  const desk = showOrder(people.county, wagesInHandling().order, "ask-help");
  await page.getByRole("combobox", { name: labelled("协办单位") }).fill("济南");
  await page.getByRole("option").first().click();
  await fill("协办事项", "核查该企业在贵市的项目");
  await fill("反馈期限", "2026-03-05");
  await page.getByRole("form").getByRole("button", { name: "请求协办" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "ask-help" }]);
});
