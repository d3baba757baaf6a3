import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { OrderMaker, dispatchTo, fakeNow, someWages } from "../../support/fake-orders.ts";
import { people } from "../../support/fake-reference.ts";
import { closed, fakeWorld, wagesInHandling } from "../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

/** A field by its label, whether it is marked as needed or not. */
const labelled = (label: string): RegExp => new RegExp(`^${label.replace(/[()]/g, "\\$&")}( \\*)?$`);
const fill = (label: string, text: string): Promise<void> => page.getByLabelText(labelled(label)).fill(text);
async function choose(label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: labelled(label) }).click();
  await page.getByRole("option", { name: option }).click();
}

test("[DE-12] a registration says what is missing, field by field, and sends nothing until it is there", async () => {
  const desk = showDesk(people.hub, [], "/new");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect.element(page.getByText("请填写。").first()).toBeVisible();
  await expect.element(page.getByText("请选择。")).toBeInTheDocument();
  expect(desk.submitted).toEqual([]);
  await fill("姓名", "张建国");
  await fill("联系电话", "１３８１２３４１２３４");
  await fill("事实经过", "工程结束后仅支付 4,000 元。");
  await fill("主张金额（元）", "10,660.5");
  await fill("标题", "焦化厂拖欠工资");
  await choose("问题类型", "拖欠工资（非工程建设）");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({
    type: "register",
    payload: {
      worker: { name: "张建国", phones: ["13812341234"] },
      claim: { claimedCents: 1_066_050 },
      classification: { problem: "pay.arrears-other", class: "request" },
    },
  });
  await expect.element(page.getByRole("heading", { name: "焦化厂拖欠工资" })).toBeVisible();
});

test("[DE-13] what was typed is there again when one comes back", async () => {
  const { order } = wagesInHandling();
  showOrder(people.county, order, "report-result");
  await fill("办理情况", "经协调已付清");
  await page.getByRole("button", { name: "先离开" }).click();
  await expect.element(page.getByRole("link", { name: /我的草稿/ })).toMatchTextContent(/1$/);
  await page.getByRole("button", { name: "报结" }).click();
  await expect.element(page.getByLabelText(labelled("办理情况"))).toHaveValue("经协调已付清");
});

test("[DE-15] a report takes amounts in yuan and sends cents", async () => {
  const desk = showOrder(people.county, wagesInHandling().order, "report-result");
  await choose("办理结果", "已解决");
  await fill("办理情况", "10,660 元已付清");
  await fill("工资", "10,660.123");
  await page.getByRole("button", { name: "报结", exact: true }).click();
  await expect.element(page.getByText(/不超过两位小数/)).toBeVisible();
  await fill("工资", "10,660.00");
  await expect.element(page.getByText(/合计 10,660.00 元/)).toBeVisible();
  await page.getByRole("button", { name: "报结", exact: true }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "report-result", payload: { recoveredCents: { wages: 1_066_000 } } });
});

test("[DE-14] filing is confirmed; saying no sends nothing", async () => {
  const desk = showOrder(people.hub, closed(1).order, "archive");
  const file = page.getByRole("form").getByRole("button", { name: "归档", exact: true });
  await file.click();
  await expect.element(page.getByText(/归档后不能再添加记录/)).toBeVisible();
  await page.getByRole("button", { name: "取消" }).click();
  expect(desk.submitted).toEqual([]);
  await file.click();
  await page.getByRole("dialog").getByRole("button", { name: "归档" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "archive", payload: { retentionYears: 10 } }]);
});

test("[DE-14] dispatch is not confirmed: one click on the suggestion, one to send", async () => {
  const { order } = new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123");
  const desk = showOrder(people.hub, order, "dispatch");
  await page.getByRole("button", { name: "建议：泰安市总工会" }).click();
  await page.getByRole("button", { name: "派单", exact: true }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "dispatch", payload: { to: "c3709" } }]);
});

test("[DE-14] a return is confirmed with who decides", async () => {
  const order = new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123").by(
    people.hub,
    0.5,
    dispatchTo("c3709"),
  );
  const desk = showOrder(people.city, order.order, "return-order");
  await choose("退单原因", "不属本辖区");
  await fill("退单理由", "注册地在济南市");
  await page.getByRole("button", { name: "申请退单" }).click();
  await expect.element(page.getByRole("dialog")).toMatchTextContent(/退单由 省总 决定/);
  await page.getByRole("dialog").getByRole("button", { name: "申请退单" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "return-order" }]);
});

test("[DE-12] a callback says that it leads to rework before it is sent, and asks both questions", async () => {
  const order = fakeWorld().find((one) => one.state === "awaiting-callback");
  if (!order) throw new Error("a world without callbacks");
  const desk = showOrder(people.hub, order, "call-back");
  await page.getByRole("button", { name: "记录回访" }).click();
  await expect.element(page.getByText("请选择。").first()).toBeVisible();
  await page.getByText("未解决").click();
  await page.getByRole("radiogroup", { name: "对办理结果" }).getByText("非常不满意").click();
  await expect.element(page.getByText(/按规则将退回重办/)).toBeVisible();
  await page.getByRole("button", { name: "记录回访" }).click();
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([{ type: "call-back", payload: { solved: "no", resultRating: 1 } }]);
  await expect.element(page.getByText("第 2 轮").first()).toBeVisible();
});
