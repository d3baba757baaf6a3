import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import type { Refusal } from "../../../../src-shared/domain/refusal.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import type { FakeDesk } from "../../../support/fake-desk.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

test("[NV-8] a list shows an order whose state and urgency are not known like the others, and says to update", async () => {
  const { order } = wagesInHandling();
  const classification = { ...order.classification, urgency: "cosmic" };
  const flying = { ...order, state: "flying", classification } as unknown as WorkOrder;
  showDesk(people.county, [flying], "/list/all");
  const line = page.getByText("焦化厂拖欠农民工工资").first();
  await expect.element(line).toBeVisible();
  await expect.element(page.getByText("请更新后查看（cosmic）")).toBeVisible();
  await expect.element(page.getByText("请更新后查看（flying）", { exact: false })).toBeVisible();
});

/** A desk that has sent a note, and what the province then says of it. */
async function noteOf(answer: (desk: FakeDesk, step: string) => void): Promise<void> {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order], "/sync");
  desk.cut();
  const payload = { kind: "visit", text: "走访了工地", contactedWorker: false } as const;
  const said = await desk.submit({ type: "note", orderId: order.id, payload });
  if (!said.ok) throw new Error(said.refusal);
  answer(desk, said.actionId);
}

test("[NV-8] a reason that is not known stands in the tray with its code, beside what the person wrote", async () => {
  await noteOf((desk, step) => desk.refuse(step, "await-the-moon" as Refusal));
  const tray = page.getByRole("region", { name: "未被接受" });
  await expect.element(tray).toMatchTextContent(/还不认识，请更新后查看。您填写的内容都在本机。 \(await-the-moon\)/);
  await expect.element(tray).toMatchTextContent(/走访了工地/);
});

test("[NV-8] a receipt whose verdict is not known says so, and is no mere arrival", async () => {
  await noteOf((desk, step) => desk.answerNewly(step, "postponed"));
  await expect
    .element(page.getByRole("region", { name: "最近的回执" }))
    .toMatchTextContent(/请更新后查看（postponed）/);
});
