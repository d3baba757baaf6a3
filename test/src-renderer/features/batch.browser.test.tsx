import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { NewOrder } from "../../../src-renderer/data/desk-api.ts";
import {
  OrderMaker,
  acceptIt,
  callIt,
  dispatchTo,
  fakeNow,
  inspectIt,
  reportIt,
  someWages,
} from "../../support/fake-orders.ts";
import { people } from "../../support/fake-reference.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const titled = (title: string, more: Partial<NewOrder> = {}): NewOrder => ({
  ...someWages,
  classification: { ...someWages.classification, title },
  ...more,
});
const fresh = (title: string, more?: Partial<NewOrder>) =>
  new OrderMaker(titled(title, more), fakeNow - 3_600_000, null);
const waiting = (title: string) => fresh(title).by(people.hub, 0, dispatchTo("x370902"));
const closed = (title: string, more?: Partial<NewOrder>) =>
  fresh(title, more)
    .by(people.hub, 0, dispatchTo("x370902"))
    .by(people.county, 0, acceptIt)
    .by(people.county, 0, reportIt)
    .by(people.hub, 0, callIt(5))
    .by(people.hub, 0, inspectIt);

const box = () => page.getByRole("dialog");

test("[WL-8, WL-9] the ticked orders are accepted by keys, each by a step of its own", async () => {
  const desk = showDesk(
    people.county,
    ["一", "二", "三"].map((title) => waiting(title).order),
    "/list/to-accept",
  );
  const open = page.getByRole("button", { name: "批量受理…" });
  await expect.element(open).toBeVisible();
  const element = open.element();
  if (element instanceof HTMLElement) element.focus();
  await userEvent.keyboard("{Enter}");
  const second = box().getByRole("checkbox", { name: /^二/ });
  await expect.element(second).toBeChecked();
  expect(await pageFaults()).toEqual([]);
  for (let tries = 0; tries < 8 && document.activeElement !== second.element(); tries += 1) {
    await userEvent.keyboard("{Tab}");
  }
  await userEvent.keyboard(" ");
  await expect.element(second).not.toBeChecked();
  for (let tries = 0; tries < 8 && document.activeElement?.textContent !== "受理 2 个"; tries += 1) {
    await userEvent.keyboard("{Tab}");
  }
  await userEvent.keyboard("{Enter}");
  await expect.element(box().getByRole("status")).toMatchTextContent(/已受理 2 个/);
  expect(desk.submitted.map(({ type }) => type)).toEqual(["accept", "accept"]);
  expect(new Set(desk.submitted.map((intent) => intent.orderId)).size).toBe(2);
  expect(await pageFaults()).toEqual([]);
  await box().getByRole("button", { name: "关闭" }).last().click();
  await expect.element(page.getByRole("list", { name: "待受理" }).getByRole("link")).toMatchTextContent(/二/);
});

test("[DI-7] [WL-12] a batch of dispatches goes where it is suggested, or where one chose instead", async () => {
  const nowhere = {
    classification: { ...titled("丙").classification, problem: "other.unclear" },
    employer: { ...someWages.employer, name: "", region: "", industry: "", nature: "" },
  };
  const orders = [fresh("甲").order, fresh("乙").order, fresh("丙", nowhere).order];
  const desk = showDesk(people.hub, orders, "/list/to-dispatch");
  await page.getByRole("button", { name: "批量派单…" }).click();
  const row = (name: RegExp) => box().getByRole("listitem").filter({ hasText: name });
  await expect.element(row(/^甲/)).toMatchTextContent(/→ 泰安市总工会.*用人单位在泰山区/);
  await expect.element(row(/^丙/).getByRole("checkbox")).toBeDisabled();
  expect(await pageFaults()).toEqual([]);
  await box().getByRole("button", { name: "更改“乙”的去向" }).click();
  await box().getByRole("combobox", { name: "派往" }).fill("泰山区");
  await page.getByRole("option", { name: "泰山区总工会" }).click();
  await expect.element(row(/^乙/)).toMatchTextContent(/→ 泰山区总工会/);
  await expect.element(row(/^甲/)).toMatchTextContent(/受理 .*前，办结 .*前/);
  await box()
    .getByLabelText(/^交办意见/)
    .fill("三个工作日内联系职工本人。");
  await box().getByRole("button", { name: "派出 2 个" }).click();
  await expect.element(box().getByRole("status")).toMatchTextContent(/已派出 2 个/);
  const said = desk.submitted.flatMap((one) => (one.type === "dispatch" ? [one.payload.instruction] : []));
  expect(said).toEqual(["三个工作日内联系职工本人。", "三个工作日内联系职工本人。"]);
  const sent = new Map(
    desk.submitted.flatMap((one) => (one.type === "dispatch" ? [[one.orderId, one.payload.to]] : [])),
  );
  expect(orders.map(({ id }) => sent.get(id))).toEqual(["c3709", "x370902", undefined]);
});

test("[WL-9] what is refused is said beside its order, and the rest goes on", async () => {
  const orders = [fresh("甲").order, fresh("乙").order];
  const [first] = orders;
  if (!first) throw new Error("no order");
  const desk = showDesk(people.hub, orders, "/list/to-dispatch");
  await page.getByRole("button", { name: "批量派单…" }).click();
  await expect.element(box().getByRole("checkbox", { name: /^甲/ })).toBeChecked();
  // Somebody else was faster.
  await desk.submit(dispatchTo("c3709")(first));
  await box().getByRole("button", { name: "派出 2 个" }).click();
  await expect.element(box().getByRole("status")).toMatchTextContent(/已派出 1 个.*1 个没有办成/);
  await expect.element(box().getByRole("listitem").filter({ hasText: /^甲/ })).toMatchTextContent(/未办：.*20\d\d/);
  await expect.element(box().getByRole("listitem").filter({ hasText: /^乙/ })).toMatchTextContent(/✓ 已派出/);
  expect(await pageFaults()).toEqual([]);
});

test("[WL-10] a batch of filings keeps a collective order's file longer", async () => {
  const collective = titled("集体");
  const orders = [
    closed("一般").order,
    closed("集体", { classification: { ...collective.classification, flags: ["collective"] } }).order,
  ];
  const desk = showDesk(people.hub, orders, "/list/to-archive");
  await page.getByRole("button", { name: "批量归档…" }).click();
  await expect.element(box().getByRole("listitem").filter({ hasText: /^集体/ })).toMatchTextContent(/保管 30 年/);
  await box().getByRole("button", { name: "归档 2 个" }).click();
  await expect.element(box().getByRole("status")).toMatchTextContent(/已归档 2 个/);
  const years = new Map(
    desk.submitted.flatMap((one) => (one.type === "archive" ? [[one.orderId, one.payload.retentionYears]] : [])),
  );
  expect(orders.map(({ id }) => years.get(id))).toEqual([10, 30]);
});

test("[WL-8] who may not take the step is offered no batch", async () => {
  const operator = { ...people.hub, roles: ["operator" as const] };
  showDesk(operator, [fresh("甲").order], "/list/to-dispatch");
  await expect.element(page.getByRole("list", { name: "待派单" }).getByRole("link")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "批量派单…" })).not.toBeInTheDocument();
});
