import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { page } from "vitest/browser";

import type { Opening } from "../../../../src-shared/domain/work-order/order-opening.ts";
import type { OrderEvent } from "../../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { fakeNow } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const opened = (office: string, version: number, minutesAgo: number): Opening => ({
  office: officeId(office),
  version,
  at: fakeNow - minutesAgo * 60_000,
});

const withOpenings = (order: WorkOrder, ...openings: readonly Opening[]): WorkOrder => ({ ...order, openings });

test("[RC-8] a step says which office above opened the order after it, and when first; a newer one says nothing yet", async () => {
  const { order } = wagesInHandling();
  const accepted = order.timeline.findIndex((event) => event.type === "accepted") + 1;
  showOrder(people.county, withOpenings(order, opened("c3709", accepted, 50), opened("p37", accepted, 20)));
  const line = page.getByRole("listitem").filter({ hasText: "上级已阅" });
  await expect.element(line).toMatchTextContent(/受理.*上级已阅 泰安市总 /);
  expect(page.getByText(/上级已阅/).elements()).toHaveLength(1);
});

test("[RC-21] a click on a receipt shows its number, the times and the check code in plain words", async () => {
  const { order } = wagesInHandling();
  const desk = showOrder(people.county, order);
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  await desk.submit({
    type: "note",
    orderId: order.id,
    payload: { kind: "contact", text: "职工来电补充", contactedWorker: false },
  });
  await page.getByRole("button", { name: /省平台已收 .*查看回执/ }).click();
  const receipt = page.getByRole("dialog");
  await expect.element(receipt).toMatchTextContent(/回执编号4201/);
  for (const words of [/存入本机/, /省平台收到/, /办理时间/, /校验码0000 0000/, /内容改动一个字/])
    await expect.element(receipt).toMatchTextContent(words);
});

test("[RC-20] without a line a step waits, and is not called sent or received", async () => {
  const { order } = wagesInHandling();
  const desk = showOrder(people.county, order);
  desk.cut();
  await desk.submit({
    type: "note",
    orderId: order.id,
    payload: { kind: "contact", text: "没有网络时写的", contactedWorker: false },
  });
  const line = page.getByRole("listitem").filter({ hasText: "没有网络时写的" });
  await expect.element(line).toMatchTextContent(/已存本机.*待发送/);
  expect(line.element().textContent).not.toMatch(/已收|已阅|正在发送/);
});

test.each([
  ["state-moved", "rejected", /未被接受.*请您处理/],
  ["no-right", "rejected", /未被接受.*看由谁处理/],
  ["unknown-action", "parked", /已收存，等待省平台升级.*看由谁处理/],
] as const)("[RC-22] the timeline asks the person only where it is theirs to act: %s", async (code, verdict, words) => {
  const { order } = wagesInHandling();
  const desk = showOrder(people.county, order);
  desk.cut();
  const note = { kind: "contact", text: "没有生效的记录", contactedWorker: false } as const;
  const saved = await desk.submit({ type: "note", orderId: order.id, payload: note });
  if (!saved.ok) throw new Error(saved.refusal);
  desk.refuse(saved.actionId, code, verdict);
  const line = page.getByRole("listitem").filter({ hasText: "没有生效的记录" });
  await expect.element(line).toMatchTextContent(words);
  if (verdict === "parked") expect(line.element().textContent).not.toMatch(/未被接受|请您处理/);
});

test("[RC-1] an order counts as opened after a second on its page", async () => {
  const { order } = wagesInHandling();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const desk = showOrder(people.city, order);
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  vi.advanceTimersByTime(999);
  expect(desk.wereOpened).toEqual([]);
  await expect.poll(() => (vi.advanceTimersByTime(1), desk.wereOpened)).toEqual([order.id]);
});

/** The order with a note of another office that came after it had moved here. */
function withLateNote(): WorkOrder {
  const { order } = wagesInHandling();
  const head = order.timeline.at(-1);
  if (!head) throw new Error("something has happened");
  const note = { kind: "visit", text: "走访工地的记录", contactedWorker: false } as const;
  const late: OrderEvent = {
    ...{ id: head.id.replace(/.$/, "f") as OrderEvent["id"], at: fakeNow - 60_000, deviceAt: fakeNow - 60_000 },
    ...{ receivedAt: fakeNow, grade: "A", by: head.by, byName: "李区外", office: officeId("x370911"), round: 1 },
    ...{ type: "noted", note, afterMove: true },
  };
  return { ...order, version: order.version + 1, timeline: [...order.timeline, late] };
}

test("[LT-20] [LT-21] a late record is marked on the timeline, above the order, and on a list of its own", async () => {
  showOrder(people.county, withLateNote());
  await expect.element(page.getByText(/岱岳区总有 1 条迟到的记录/)).toBeVisible();
  const line = page.getByRole("listitem").filter({ hasText: "走访工地的记录" });
  await expect.element(line).toMatchTextContent(/前承办单位迟到的记录/);
  await expect.element(page.getByRole("link", { name: /迟到的记录/ })).toMatchTextContent(/1/);
});

test("[LT-21] the sentence above the order stays while its reader has the page open", async () => {
  const order = withLateNote();
  const desk = showOrder(people.county, order);
  await expect.element(page.getByText(/岱岳区总有 1 条迟到的记录/)).toBeVisible();
  desk.put(withOpenings(order, opened("x370902", order.version, 1)));
  await expect.poll(() => page.getByRole("link", { name: /迟到的记录/ }).elements()).toEqual([]);
  await expect.element(page.getByText(/岱岳区总有 1 条迟到的记录/)).toBeVisible();
});

test("[LT-21] once opened, the late record asks for nothing any more", async () => {
  const order = withLateNote();
  showOrder(people.county, withOpenings(order, opened("x370902", order.version, 1)));
  await expect.element(page.getByText("走访工地的记录")).toBeVisible();
  expect(page.getByText(/条迟到的记录/).elements()).toEqual([]);
  expect(page.getByRole("link", { name: /迟到的记录/ }).elements()).toEqual([]);
});

/** An order with a file of this name; whether its bytes are at the province is for the test to say. */
function withFile(name: string, stored: boolean): WorkOrder {
  const { order } = wagesInHandling();
  const timeline = order.timeline.map((event) =>
    event.type === "attached" ? { ...event, attachment: { ...event.attachment, name } } : event,
  );
  return { ...order, timeline, attachments: order.attachments.map((file) => ({ ...file, name, stored })) };
}

test("[DE-50] a file that has not reached the province is told as such beside the step's receipt", async () => {
  const order = withFile("现场照片.png", false);
  const desk = showOrder(people.county, order);
  const line = page.getByRole("listitem").filter({ hasText: "添加附件 现场照片.png" });
  await expect.element(line).toMatchTextContent(/文件还没有传到省平台/);
  desk.put({ ...order, attachments: order.attachments.map((file) => ({ ...file, stored: true })) });
  await expect.element(page.getByText("文件还没有传到省平台")).not.toBeInTheDocument();
});

test("[DE-53] a long file name breaks within its own column, beside the time and the office", async () => {
  const name = "现场照片-工地门口-2026年11月-第三施工段-钢筋班组与项目经理谈话记录-扫描件-第二次.pdf";
  showOrder(people.county, withFile(name, true));
  const title = page.getByText(`添加附件 ${name}`);
  await expect.element(title).toBeVisible();
  const head = title.element().closest("li");
  const boxOf = (part: Element | null | undefined): DOMRect => (part ?? document.body).getBoundingClientRect();
  const [time, words] = [boxOf(head?.querySelector("time")), boxOf(title.element())];
  expect(words.left).toBeGreaterThan(time.right);
  expect(Math.abs(words.top - time.top)).toBeLessThan(6);
});
