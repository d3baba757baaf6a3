import { copyFileSync } from "node:fs";
import path from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";

import { choose, openList, openOrder, rail, takeStep, timeline } from "./support/desk.ts";
import { openLine, type Line } from "./support/line.ts";
import { startProvince, type Province } from "./support/province.ts";
import { createSeats } from "./support/seats.ts";
import { createStick } from "./support/stick.ts";
import { registerCall } from "./support/steps.ts";
import { readRows } from "./support/rows.ts";

const title = "没有网络的乡镇企业欠薪";
const note = "骑车去企业核对考勤，确认欠薪 10,660 元。";

let province: Province;
let countyLine: Line;
const stick = createStick();
const seats = createSeats();
const { seatOf } = seats;

test.beforeAll(async () => {
  province = await startProvince();
  countyLine = await openLine(province.url);
});

test.afterAll(async () => {
  await seats.close();
  await countyLine.close();
  stick.throwAway();
  expect(await province.stop()).toBe(0);
});

const panel = (page: Page): Locator => page.getByRole("region", { name: "离线包" });

const importFile = (page: Page, file: string): Promise<void> =>
  page.getByLabel("选择离线包或回执包").setInputFiles(file);

test("[CP-20] [CP-23] an office that is never online after its set-up works by a USB stick", async () => {
  const hub = await seatOf(province.url, "sd-quanneng");
  const county = await seatOf(countyLine.url, "taishan");
  await registerCall(hub.page, title);
  await takeStep(hub.page, "派单");
  await choose(hub.page, "派往", /泰山区总/);
  await hub.page.getByLabel("交办意见").fill("请核实欠薪事实。");
  await hub.page.getByRole("form", { name: "派单" }).getByRole("button", { name: "派单" }).click();
  await openList(county.page, "待受理");
  await openOrder(county.page, title);
  await countyLine.cut();

  await takeStep(county.page, "受理");
  await county.page.getByLabel("办理记录").fill(note);
  await county.page.getByLabel("办理记录").press("Control+Enter");
  await expect(timeline(county.page)).toContainText(note);
  await county.page.locator("input[type=file]").first().setInputFiles("resources/demo/files/wage-slip.png");
  await expect(timeline(county.page)).toContainText("添加附件 wage-slip.png");
  const orderPage = county.page.url();

  await county.page.goto(`${countyLine.url}/#/sync`);
  await expect(panel(county.page)).toContainText("可带走 3 步、1 份附件");
  const packet = await stick.saved(county.page, () =>
    panel(county.page).getByRole("button", { name: "导出离线包" }).click(),
  );
  expect(path.basename(packet)).toMatch(/^离线包-.*\.lxqpack$/);

  await hub.page.goto(`${province.url}/#/sync`);
  const answer = await stick.saved(hub.page, () => importFile(hub.page, packet));
  await expect(panel(hub.page)).toContainText(/泰山区总 .*3 步收下，1 份附件到达。/);
  const row = (await readRows(province.url, "sd-dangan")).get(title);
  expect(row?.attachments[0]?.stored).toBe(true);

  const broken = path.join(stick.folder, "broken.lxqpack");
  copyFileSync("resources/demo/files/wage-slip.png", broken);
  await importFile(county.page, broken);
  await expect(panel(county.page).getByRole("alert")).toContainText("这不是离线包");
  await importFile(county.page, answer);
  await expect(panel(county.page)).toContainText(/3 步有了回执，1 份附件已到达/);
  await expect(rail(county.page)).toContainText("离线");
  await county.page.goto(orderPage);
  await expect(timeline(county.page)).toContainText(/省平台已收/);
});
