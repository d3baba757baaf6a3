import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { activeAssignment } from "../../../../src-shared/domain/assignment/custody.ts";
import { OrderMaker, dispatchTo, fakeNow, someWages } from "../../../support/fake-orders.ts";
import { superviseIt } from "../../../support/fake-notices.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const canDo = () => page.getByRole("region", { name: "现在可以做" });
const atOffice = (office: string): OrderMaker =>
  new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123").by(people.hub, 0.5, dispatchTo(office));

test("[DE-31] the order's page says what the worker asks for, and a step's form shows it with what happened, latest first", async () => {
  showOrder(people.county, wagesInHandling().order);
  await expect.element(page.getByRole("list", { name: "经过" }).getByText(/剩余 10,660 元多次催要未果/)).toBeVisible();
  putAway();
  showOrder(people.county, wagesInHandling().order, "request-extension");
  const reading = page.getByRole("form", { name: "申请延期" }).getByRole("region", { name: "办理时参看" });
  await expect.element(reading.getByText(/剩余 10,660 元多次催要未果/)).toBeVisible();
  const told = reading.getByRole("listitem");
  await expect.element(told.last()).toMatchTextContent(/登记（电话）/);
  await expect.element(told.first()).not.toMatchTextContent(/登记/);
});

test("[DE-32] an office with none below it is not offered to pass an order down", async () => {
  showOrder(people.county, atOffice("x370902").order);
  await expect.element(canDo().getByRole("button", { name: "受理", exact: true })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "下派" })).not.toBeInTheDocument();
  putAway();
  showOrder(people.city, atOffice("c3709").order);
  await expect.element(page.getByRole("button", { name: "下派" })).toBeVisible();
});

test("[DE-33] the primary step stands first; on 待督办 it is to supervise", async () => {
  const { order } = wagesInHandling();
  showDesk(people.hub, [order], `/list/to-supervise/${order.id}`);
  const first = canDo().getByRole("button").first();
  await expect.element(first).toMatchTextContent("督办");
  await expect.element(first).toHaveAttribute("data-variant", "filled");
  putAway();
  const noticed = wagesInHandling().by(people.hub, 1, superviseIt).order;
  showDesk(people.hub, [noticed], `/list/to-supervise/${noticed.id}`);
  await expect
    .element(canDo().getByRole("button", { name: "督办", exact: true }))
    .not.toHaveAttribute("data-variant", "filled");
  putAway();
  showDesk(people.hub, [order], `/list/all/${order.id}`);
  await expect.element(canDo().getByText("现在不需要您办理，由 泰山区总 办理。")).toBeVisible();
});

test("[DE-34] an order that waits within one's own office says for whom", async () => {
  const { order } = new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123");
  showOrder({ ...people.hub, roles: ["inspector"] }, order);
  await expect.element(canDo().getByText("现在不需要您办理，等本单位的派单员办理。")).toBeVisible();
});

test("[DE-35] a line of 待审批 says what is asked", async () => {
  const { order } = wagesInHandling().by(people.county, 1, (one) => {
    const turn = activeAssignment(one);
    if (!turn) throw new Error("no turn");
    const payload = { assignment: turn.id, days: 5, reason: "用人单位正在筹款，需要时间。" };
    return { type: "request-extension", orderId: one.id, payload };
  });
  showDesk(people.city, [order], "/list/to-decide");
  await expect.element(page.getByRole("list", { name: "待审批" }).getByText("申请延期")).toBeVisible();
});

test("[DE-37] the print side leads to the single papers and letters, with their list open", async () => {
  showOrder(people.county, wagesInHandling().order);
  await page.getByRole("tab", { name: "打印" }).click();
  await expect.element(page.getByText(/受理告知.*督办.*告知函/)).toBeVisible();
  await page.getByRole("link", { name: "打印预览" }).last().click();
  await expect.element(page.getByRole("option", { name: /告知函/ })).toBeVisible();
  await page.getByRole("option", { name: /受理告知书/ }).click();
  await expect.element(page.getByRole("heading", { name: "受理告知书" })).toBeVisible();
});
