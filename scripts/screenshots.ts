/** `npm run screenshots`: the pictures of the README and of docs/roles.md, taken from the demo on one fixed day. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { drawPaper } from "./screenshots/paper-picture.ts";
import { attachFile, openOrder, openPictureDesk, takeStep, timeline, writeNote } from "./screenshots/picture-desk.ts";
import { takeRolePictures } from "./screenshots/role-pictures.ts";
import { inRoot } from "./support/paths.ts";
import { startProvince, type ProvinceProcess } from "./support/province-process.ts";
import { runNode } from "./support/run-process.ts";
import { complain, say } from "./support/say.ts";
import { prepareSystem } from "./system/install-system.ts";

const begin = "2026-03-10T10:00:00+08:00";
const buildTimeoutMs = 5 * 60_000;
const wageSlip = inRoot("resources/demo/files/wage-slip.png");

function pictureFile(name: string): string {
  return inRoot("docs/images", `${name}.png`);
}

async function shoot(page: Page, name: string): Promise<void> {
  const message = page.getByRole("alert");
  for (const one of await message.all()) await one.waitFor({ state: "detached" });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: pictureFile(name), animations: "disabled", caret: "hide" });
  tell(name);
}

function tell(name: string): void {
  const kilobytes = Math.round(statSync(pictureFile(name)).size / 1024);
  say(`docs/images/${name}.png ${kilobytes} KB`);
}

/** An order with what the office did on it today, each step with its receipt. */
async function workOnline(page: Page): Promise<void> {
  await openOrder(page, "待受理", "餐饮店停业拖欠两个月工资");
  await takeStep(page, "受理");
  await writeNote(page, "已电话联系店主，承认拖欠 6 人两个月工资，称停业清算中，约定本周四当面核对工资表。");
  await attachFile(page, wageSlip, "wage-slip.png");
  await page.getByRole("link", { name: /已同步/ }).waitFor({ timeout: 30_000 });
  await timeline(page)
    .getByText(/省平台已收/)
    .nth(2)
    .waitFor();
  await openOrder(page, "办理中", "餐饮店停业拖欠两个月工资");
}

/** The line is gone, and the office goes on for an hour. */
async function workOffline(page: Page): Promise<void> {
  await later(page, 6);
  await openOrder(page, "待受理", "快递网点以客诉为由");
  await takeStep(page, "受理");
  await later(page, 9);
  await writeNote(page, "网点负责人称扣罚依据为内部规定，已要求提供制度文本和扣款明细。");
  await later(page, 17);
  await openOrder(page, "办理中", "木工班组6人工资");
  await writeNote(page, "项目部来电，总包已将 36,400 元划入工资专用账户，明日发放。");
  await later(page, 2);
  await attachFile(page, wageSlip, "wage-slip.png");
  await later(page, 21);
  await openOrder(page, "办理中", "孕期职工被调至仓库");
  await writeNote(page, "女职工委员会介入后，超市同意恢复收银岗位并补发差额。");
}

async function later(page: Page, minutes: number): Promise<void> {
  await page.clock.fastForward(minutes * 60_000);
}

async function takePictures(url: string, province: ProvinceProcess): Promise<void> {
  await takeRolePictures(url, Date.parse(begin), shoot);
  const { page, close } = await openPictureDesk(url, "taishan", Date.parse(begin));
  try {
    const carpenters = await openOrder(page, "办理中", "木工班组6人工资");
    await shoot(page, "inbox");
    await workOnline(page);
    await shoot(page, "order");
    await page.goto(`${url}/#/print/${carpenters}/order-sheet`);
    await drawPaper(page, pictureFile("paper"));
    tell("paper");
    await page.goto(`${url}/#/list/to-accept`);
    province.stop();
    await province.ended;
    await workOffline(page);
    await page.getByRole("link", { name: /离线 · \d+ 步待发/ }).click();
    await page.getByRole("heading", { name: "同步中心" }).waitFor();
    await shoot(page, "sync-center");
  } finally {
    await close();
  }
}

async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-pictures-"));
  mkdirSync(inRoot("docs/images/roles"), { recursive: true });
  const province = startProvince({
    env: { LXQ_DATA: folder, LXQ_PORT: "0", LXQ_DEMO: "1", LXQ_WEB: inRoot("out/renderer"), LXQ_NOW: `@${begin}` },
  });
  try {
    const { url } = await province.ready;
    await takePictures(url, province);
  } finally {
    province.stop();
    await province.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const system = await prepareSystem();
system.missing.forEach(complain);
const built = await runNode("scripts/build.ts", [], { timeoutMs: buildTimeoutMs, show: true });
if (built.code === 0) await run();
else process.exitCode = built.code;
