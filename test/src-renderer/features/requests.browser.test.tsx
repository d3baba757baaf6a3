import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderMaker } from "../../support/fake-orders.ts";
import { people } from "../../support/fake-reference.ts";
import { closed, wagesInHandling } from "../../support/fake-world.ts";
import { putAway, showOrder } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const fill = (label: RegExp, text: string): Promise<void> => page.getByLabelText(label).fill(text);
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const turnOf = (order: WorkOrder): NonNullable<ReturnType<typeof activeAssignment>> => {
  const turn = activeAssignment(order);
  if (!turn) throw new Error("no turn");
  return turn;
};
const askedForTime = (): OrderMaker =>
  wagesInHandling().by(people.county, 1, (order) => ({
    type: "request-extension",
    orderId: order.id,
    payload: { assignment: turnOf(order).id, days: 5, reason: "用人单位正在筹款，需要时间。" },
  }));

test("[EX-3] the form says who decides and until when it would be", async () => {
  const desk = showOrder(people.county, wagesInHandling().order, "request-extension");
  await expect.element(page.getByText(/第 1 次延期，最多 7 个工作日，由 .+ 审批/)).toBeVisible();
  await expect.element(page.getByText(/如果同意，办结期限从 .+ 改为/)).toBeVisible();
  await fill(/^理由/, "用人单位正在筹款，需要时间。");
  await press("提交申请");
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "request-extension", payload: { days: 5 } });
});

test("[LC-85] a request that waits says so, offers no second one, and its judge decides", async () => {
  const { order } = askedForTime();
  showOrder(people.county, order);
  await expect.element(page.getByText(/申请延期 5 个工作日，待 .+ 审批/).first()).toBeVisible();
  await expect.element(page.getByRole("button", { name: "申请延期" })).toHaveAttribute("aria-disabled", "true");
  putAway();
  const desk = showOrder(people.city, order, "decide-extension");
  await page.getByText("同意", { exact: true }).click();
  await fill(/^理由/, "情况属实。");
  await press("决定");
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "decide-extension", payload: { granted: true, days: 5 } });
});

test("[HD-4] the person in charge withdraws, and names who takes over or nobody", async () => {
  const desk = showOrder(people.county, wagesInHandling().order, "recuse");
  await fill(/^理由/, "与当事人是亲属。");
  await page.getByRole("combobox", { name: /由哪位同事接办/ }).click();
  await page.getByRole("option", { name: /没有同事可接办/ }).click();
  await press("回避");
  await page.getByRole("dialog").getByRole("button", { name: "回避" }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "recuse", payload: { reason: "与当事人是亲属。" } });
});

test("[LC-82] a closed order is asked for, and the hub decides", async () => {
  const maker = closed(5);
  showOrder(people.county, maker.order, "request-reopen");
  await fill(/^理由/, "用人单位未按协议付款。");
  await expect.element(page.getByRole("button", { name: "提交申请" })).toBeVisible();
  putAway();
  const asked = maker.by(people.county, 1, ({ id }) => ({
    type: "request-reopen",
    orderId: id,
    payload: { reason: "用人单位未按协议付款。" },
  }));
  const desk = showOrder(people.hub, asked.order, "decide-reopen");
  await page.getByText("同意重启", { exact: true }).click();
  await fill(/^理由/, "情况属实。");
  await press("决定");
  await page.getByRole("dialog").getByRole("button", { name: "决定" }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "decide-reopen", payload: { granted: true } });
});
