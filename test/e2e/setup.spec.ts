import { expect, test, type Locator, type Page } from "@playwright/test";

import { choose, demoPassword, dropProfile, openList, openOrder, openSeat, rail, takeStep } from "./support/desk.ts";
import { openLine, type Line } from "./support/line.ts";
import { startProvince, type Province } from "./support/province.ts";
import { readRows } from "./support/rows.ts";
import { createSeats } from "./support/seats.ts";
import { createStick } from "./support/stick.ts";
import { registerCall } from "./support/steps.ts";

const title = "深山工地欠薪，单位没有网络";
const chosen = "七月流火九月授衣春日载阳";

let province: Province;
let line: Line;
const stick = createStick();
const seats = createSeats();

test.beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
});

test.afterAll(async () => {
  await seats.close();
  await line.close();
  stick.throwAway();
  expect(await province.stop()).toBe(0);
});

const panel = (page: Page): Locator => page.getByRole("region", { name: "离线包" });

/** The administrator of Tai'an makes a setup packet for 泰山区; returns the file and its code. */
async function setupPacket(): Promise<Readonly<{ file: string; code: string }>> {
  const { page } = await seats.seatOf(province.url, "ta-admin");
  await page.goto(`${province.url}/#/administration/users`);
  await page.getByRole("button", { name: "对秦若谷的操作" }).click();
  await page.getByRole("menuitem", { name: "发安装包" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("再次输入您自己的密码").fill(demoPassword);
  const file = await stick.saved(page, () => dialog.getByRole("button", { name: "生成安装包" }).click());
  const code = await dialog.getByText(/^(\d{4} ){4}\d{4}$/).innerText();
  return { file, code };
}

test("[CP-44] [CP-45] a new computer without a line begins with a setup packet and is registered by its first packet", async () => {
  const hub = await seats.seatOf(province.url, "sd-quanneng");
  await registerCall(hub.page, title);
  await takeStep(hub.page, "派单");
  await choose(hub.page, "派往", /泰山区总/);
  await hub.page.getByLabel("交办意见").fill("请核实欠薪事实。");
  await hub.page.getByRole("form", { name: "派单" }).getByRole("button", { name: "派单" }).click();
  // The packet is made of what the province has.
  await expect.poll(async () => (await readRows(province.url, "taishan")).has(title), { timeout: 30_000 }).toBe(true);
  const { file, code } = await setupPacket();

  const { page, profile, close } = await openSeat();
  await page.goto(line.url);
  await page.getByLabel("用户名").waitFor();
  await line.cut();
  await page.getByRole("button", { name: "没有网络？用安装包开始" }).click();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByLabel("安装码").fill(code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)));
  await page.getByRole("button", { name: "打开安装包" }).click();
  await expect(page.getByRole("alert")).toContainText("有输错的数字");
  await page.getByLabel("安装码").fill(code);
  await page.getByRole("button", { name: "打开安装包" }).click();
  await expect(page.getByRole("heading", { name: /秦若谷/ })).toBeVisible({ timeout: 30_000 });
  await page.getByLabel("设置您的密码").fill(chosen);
  await page.getByLabel("再输入一次").fill(chosen);
  await page.getByRole("button", { name: "开始使用" }).click();
  await expect(rail(page)).toContainText("未联网", { timeout: 30_000 });

  await openList(page, "待受理");
  await openOrder(page, title);
  await takeStep(page, "受理");
  await expect(rail(page)).toContainText("1 步待带出");
  await page.goto(`${line.url}/#/sync`);
  const packet = await stick.saved(page, () => panel(page).getByRole("button", { name: "导出离线包" }).click());

  await hub.page.goto(`${province.url}/#/sync`);
  const importLabel = "选择离线包或回执包";
  const answer = await stick.saved(hub.page, () => hub.page.getByLabel(importLabel).setInputFiles(packet));
  await expect(panel(hub.page)).toContainText(/泰山区总 秦若谷 .*1 步收下/);
  await page.getByLabel(importLabel).setInputFiles(answer);
  await expect(panel(page)).toContainText("1 步有了回执");

  await line.mend();
  await page.getByRole("button", { name: "有网络了，联网登录" }).click();
  await page.getByPlaceholder("秦若谷 的密码").fill(chosen);
  await page.getByRole("button", { name: "继续" }).click();
  await expect(rail(page)).toContainText("已同步", { timeout: 60_000 });
  await close();
  dropProfile(profile);
});
