import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { OrderMaker, dispatchTo, fakeNow, someWages } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { pathTo } from "../../../../src-renderer/app/routes.ts";
import { fakeDesk } from "../../../support/fake-desk.ts";
import { fakeDoor, putAway, showDoor, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const atCity = (): OrderMaker =>
  new OrderMaker(someWages, fakeNow - 3_600_000, "37-2026-000123").by(people.hub, 0.5, dispatchTo("x370902"));

test("[DE-8] the step the clock waits for is the one primary button, and accepting is one click", async () => {
  const desk = showOrder(people.county, atCity().order);
  const accept = page.getByRole("button", { name: "受理", exact: true });
  await expect.element(accept).toHaveAttribute("data-variant", "filled");
  expect(document.querySelectorAll("main button[data-variant=filled]")).toHaveLength(1);
  await accept.click();
  await expect.element(page.getByRole("button", { name: "报结" })).toHaveAttribute("data-variant", "filled");
  expect(desk.submitted.map((intent) => intent.type)).toEqual(["accept"]);
});

test("[DE-8] a step that cannot be taken now is disabled and says why", async () => {
  const { order } = atCity();
  const assignments = order.assignments.map((turn) => ({ ...turn, mayReturn: false }));
  showOrder(people.county, { ...order, assignments });
  const back = page.getByRole("button", { name: "退单" });
  await expect.element(back).toHaveAttribute("aria-disabled", "true");
  await back.hover();
  await expect.element(page.getByRole("tooltip")).toMatchTextContent(/不能（再）退回/);
});

test("[DE-9] a step made offline stands on the timeline as waiting and can be withdrawn", async () => {
  const desk = showOrder(people.county, wagesInHandling().order);
  desk.cut();
  await page.getByLabelText("办理记录").fill("已到厂核实");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  const entry = page.getByRole("listitem").filter({ hasText: "已到厂核实" });
  await expect.element(entry).toMatchTextContent(/已存本机.*待发送/);
  desk.restore();
  await expect.element(entry).toMatchTextContent(/省平台已收 第 \d+ 号/);
  desk.cut();
  await page.getByLabelText("办理记录").fill("第二条");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await page.getByRole("button", { name: "撤回" }).click();
  await expect.element(page.getByText("已撤回")).toBeVisible();
});

test("[DE-9] a second note is sent while the draft of the first is still being put away, and none twice", async () => {
  const desk = showOrder(people.county, wagesInHandling().order);
  const slow = vi.spyOn(desk.drafts, "clear").mockReturnValue(new Promise(() => {}));
  for (const text of ["第一条", "第二条"]) {
    await page.getByLabelText("办理记录").fill(text);
    await userEvent.keyboard("{Control>}{Enter}{Enter}{/Control}");
    await expect.element(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  }
  slow.mockRestore();
  const texts = desk.submitted.flatMap((intent) => (intent.type === "note" ? intent.payload.text : []));
  expect(texts).toEqual(["第一条", "第二条"]);
});

test("[DE-38] what was saved before the power went is not left in the field; other words are", async () => {
  const made = wagesInHandling();
  const desk = fakeDesk(people.county, [made.order]);
  const field = page.getByLabelText("办理记录");
  const opens = (): void => {
    location.hash = pathTo("all", made.order.id);
    showDoor(fakeDoor(desk));
  };
  const note = { kind: "visit", text: "已到厂核实", contactedWorker: false } as const;
  await desk.submit({ type: "note", orderId: made.order.id, payload: note });
  await desk.drafts.write(`${made.order.id}/note`, { ...note, text: "已到厂核实 " });
  opens();
  await expect.element(page.getByRole("listitem").filter({ hasText: "已到厂核实" })).toBeVisible();
  await expect.element(field).toHaveValue("");
  await expect.poll(() => desk.drafts.read(`${made.order.id}/note`)).toBeUndefined();
  putAway();
  await desk.drafts.write(`${made.order.id}/note`, { ...note, text: "明日再去" });
  opens();
  await expect.element(field).toHaveValue("明日再去");
});

test("[DE-9] a refused step says why in place", async () => {
  const desk = showOrder(people.county, wagesInHandling().order);
  desk.cut();
  await page.getByLabelText("办理记录").fill("晚了一步");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(page.getByRole("listitem").getByText("待发送")).toBeVisible();
  const queued = await new Promise<string>((resolve) => desk.queue$.subscribe(([one]) => one && resolve(one.step.id)));
  desk.refuse(queued, "state-moved");
  await expect.element(page.getByText(/工单已经往前走了/)).toBeVisible();
});

test("[DE-10] masked data is shown only after a reason was recorded", async () => {
  const desk = showOrder(people.county, wagesInHandling().order);
  await page.getByRole("tab", { name: "诉求" }).click();
  await expect.element(page.getByText(/138\*{4}1234/)).toBeVisible();
  await page.getByRole("button", { name: "查看" }).nth(1).click();
  await expect.element(page.getByRole("button", { name: "查看完整信息" })).toBeDisabled();
  await page.getByLabelText(/查看的理由/).fill("电话核实事实");
  await page.getByRole("button", { name: "查看完整信息" }).click();
  await expect.element(page.getByText(/13812341234/)).toBeVisible();
  expect(desk.submitted).toMatchObject([{ type: "disclose", payload: { field: "phone", reason: "电话核实事实" } }]);
});

test("[DE-12] a file that is too large or of a strange kind is refused in words, and the others are kept", async () => {
  const desk = showOrder(people.county, wagesInHandling().order);
  await page.getByRole("tab", { name: /附件/ }).click();
  const files = [
    new File(["<script>"], "病毒.html", { type: "text/html" }),
    new File([new Uint8Array(8)], "工资条.png", { type: "image/png" }),
  ];
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  const target = document.querySelector("[role=tabpanel] > div");
  target?.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  await expect.element(page.getByRole("alert")).toMatchTextContent(/病毒.html：不支持这种文件/);
  await expect.element(page.getByText(/原件上传中/).first()).toBeVisible();
  expect(desk.submitted.filter((intent) => intent.type === "attach")).toHaveLength(1);
});
