import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import { pathToPrint } from "../../../../src-renderer/app/routes.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { actionId } from "../../../../src-shared/kernel/ids.ts";
import { fakeId } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

/** An order into which a province of the years to come has written. */
function fromTheFuture(): WorkOrder {
  const { order } = wagesInHandling();
  const last = order.timeline.at(-1);
  const novelty = { ...last, id: actionId(fakeId()), type: "drone-dispatched" };
  const classification = { ...order.classification, urgency: "cosmic", flags: ["lunar"] };
  return { ...order, state: "flying", classification, timeline: [...order.timeline, novelty] } as unknown as WorkOrder;
}

test("[NV-8] an order from a newer province is shown, with a sentence wherever something is not known", async () => {
  showOrder(people.county, fromTheFuture());
  await expect.element(page.getByText("请更新后查看。认识的照常显示", { exact: false })).toBeVisible();
  await expect.element(page.getByText("请更新后查看（flying）").first()).toBeVisible();
  await expect.element(page.getByText("请更新后查看（cosmic）").first()).toBeVisible();
  await expect.element(page.getByText("请更新后查看（drone-dispatched）")).toBeVisible();
  await expect.element(page.getByText("受理", { exact: true }).first()).toBeVisible();
  await expect.element(page.getByText("更新本程序后，才能看到现在可以做什么。")).toBeVisible();
  for (const tab of ["诉求", "流转"]) {
    await page.getByRole("tab", { name: tab }).click();
    expect(document.body.textContent).not.toMatch(/这个页面出了差错/);
  }
});

test("[NV-9] its paper says so above and in the line of what happened", async () => {
  const order = fromTheFuture();
  showDesk(people.county, [order], pathToPrint(order.id, "case-file"));
  const text = (): string => document.querySelector(".paper")?.textContent ?? "";
  await expect.poll(text).toMatch(/请更新后查看。认识的照常显示.*请更新后查看（drone-dispatched）/s);
});
