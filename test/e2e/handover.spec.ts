import { expect, test, type Locator, type Page } from "@playwright/test";

import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import { colleague, orderSeenBy, turnOf } from "../src-renderer/data/colleague.ts";
import type { Desk as Colleague } from "../src-server/support/desk.ts";
import { dispatchTo, forwardTo, newTurn, wagesCase } from "../src-server/support/payloads.ts";
import { openList, openOrder, rail, syncWords, takeStep, timeline } from "./support/desk.ts";
import { openLine, type Line } from "./support/line.ts";
import { startProvince, type Province } from "./support/province.ts";
import { createSeats } from "./support/seats.ts";
import { reportPaid } from "./support/steps.ts";
import { writeNote } from "./support/write-note.ts";

const title = "装修工地欠薪（改派前后）";
const note = "到工地核实，项目经理承认欠薪。";
const opinion = "企业已当场付清欠薪。";

let province: Province;
let line: Line;
const { seatOf, close } = createSeats();

test.beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
});

test.afterAll(async () => {
  await close();
  await line.close();
  expect(await province.stop()).toBe(0);
});

/** The hub registers and dispatches, the city forwards to Taishan. */
async function passedDown(hub: Colleague, city: Colleague): Promise<OrderId> {
  const facts = wagesCase();
  const register = hub.make("register", null, { ...facts, classification: { ...facts.classification, title } });
  const order = orderId(register.id);
  const turn = newTurn();
  await hub.push(register, hub.make("dispatch", order, dispatchTo("c3709", turn)));
  await city.act("forward", order, forwardTo("x370902", turn, newTurn()));
  return order;
}

/** The city takes it back meanwhile, and passes it to Daiyue. */
async function passedElsewhere(city: Colleague, order: OrderId): Promise<void> {
  const seen = await orderSeenBy(city, order);
  if (!seen) throw new Error("the city sees the order");
  await city.act("recall", order, { assignment: turnOf(seen, "x370902"), reason: "改由岱岳区办理" });
  await city.act("forward", order, forwardTo("x370911", turnOf(seen, "c3709"), newTurn()));
}

const region = (page: Page, name: string): Locator => page.getByRole("region", { name });

test("[LT-11] [LT-12] [LT-21] [RC-22] work that the province refused is settled, and reaches the office that has the order now", async () => {
  test.setTimeout(600_000);
  const hub = await colleague(province.url, "sd-quanneng");
  const city = await colleague(province.url, "ta-shenhe");
  const { page: county } = await seatOf(line.url, "taishan");
  const order = await passedDown(hub, city);

  await test.step("without a line the county accepts, writes and reports; the order goes elsewhere", async () => {
    await openList(county, "待受理");
    await openOrder(county, title);
    await line.cut();
    await takeStep(county, "受理");
    await writeNote(county, note);
    await reportPaid(county, opinion);
    await passedElsewhere(city, order);
  });

  await test.step("the line returns: what was refused stands in the tray, the note went to the new holder", async () => {
    await line.mend();
    await expect(syncWords(county)).toContainText("2 步未被接受", { timeout: 150_000 });
    await syncWords(county).click();
    const tray = region(county, "未被接受");
    await expect(tray).toContainText("可以把写的内容转给对方");
    await expect(tray).toContainText("谁来处理：您");
    await expect(tray.getByRole("button", { name: "重新提交" })).toHaveCount(0);
    await expect(region(county, "已交出工单上的工作")).toContainText(/已作为迟到的记录交给岱岳区总，回执第 \d+ 号/);
  });

  await test.step("the report becomes a note, the acceptance is set aside", async () => {
    const tray = region(county, "未被接受");
    const report = tray.getByRole("article").filter({ hasText: opinion });
    await report.getByRole("button", { name: "改为记一笔，转给对方" }).click();
    await expect(report).toHaveCount(0);
    await tray.getByRole("button", { name: "放弃" }).click();
    await county.getByRole("dialog").getByRole("button", { name: "放弃" }).click();
    await expect(tray).toHaveCount(0);
    await expect(syncWords(county)).toContainText("已同步", { timeout: 60_000 });
  });

  await test.step("the new holder finds both, marked, on a list that empties once the order was opened", async () => {
    const { page: daiyue } = await seatOf(province.url, "daiyue");
    await openList(daiyue, "迟到的记录");
    await openOrder(daiyue, title);
    await expect(daiyue.getByText(/泰山区总有 2 条迟到的记录/)).toBeVisible();
    for (const words of [note, opinion])
      await expect(timeline(daiyue).getByRole("listitem").filter({ hasText: words })).toContainText(
        "前承办单位迟到的记录",
      );
    await expect(rail(daiyue).getByRole("link", { name: /迟到的记录/ })).not.toContainText("1", { timeout: 30_000 });
  });
});
