import { expect, test, type Page } from "@playwright/test";

import { choose, openList, openOrder, rail, takeStep, timeline } from "./support/desk.ts";
import { openLine, type Line } from "./support/line.ts";
import { printPdf } from "./support/pdf.ts";
import { startProvince, type Province } from "./support/province.ts";
import { archive, callBack, inspectAndPass, registerCall } from "./support/steps.ts";
import { createSeats } from "./support/seats.ts";
import { readRows } from "./support/rows.ts";
import { seenAlike } from "./support/seen-alike.ts";

const title = "焦化厂拖欠农民工工资一万余元";
const note = "与企业财务核对考勤，确认欠薪 10,660 元，约定三日内支付。";
const opinion = "经三方调解，企业已将欠薪 10,660 元全部打入本人账户。";

let province: Province;
let countyLine: Line;
const seats = createSeats();
const { seatOf } = seats;

test.beforeAll(async () => {
  province = await startProvince();
  countyLine = await openLine(province.url);
});

test.afterAll(async () => {
  await seats.close();
  await countyLine.close();
  expect(await province.stop()).toBe(0);
});

test("[MJ-1] [PC-6] [PC-20] a county works through a day without a line, and everything arrives once and in order", async () => {
  test.setTimeout(600_000);
  const hub = await seatOf(province.url, "sd-quanneng");
  const city = await seatOf(province.url, "ta-shenhe");
  let county = await seatOf(countyLine.url, "taishan");

  await test.step("the hub registers the call and dispatches it to the city", async () => {
    await registerCall(hub.page, title);
    await takeStep(hub.page, "派单");
    await choose(hub.page, "派往", /泰安市总/);
    await hub.page.getByLabel("交办意见").fill("请核实欠薪事实，依法追讨。");
    await hub.page.getByRole("form", { name: "派单" }).getByRole("button", { name: "派单" }).click();
    await expect(timeline(hub.page)).toContainText("派单 → 泰安市总");
  });

  await test.step("the city forwards it, and the county's desk shows it within seconds", async () => {
    await openList(city.page, "待受理");
    await openOrder(city.page, title);
    await takeStep(city.page, "下派");
    await choose(city.page, "派往", /泰山区总/);
    await city.page.getByRole("form", { name: "下派" }).getByRole("button", { name: "下派" }).click();
    await expect(timeline(city.page)).toContainText("下派 → 泰山区总");
    await openList(county.page, "待受理");
    await openOrder(county.page, title);
  });

  await test.step("the line is cut: the county accepts, notes, attaches, reports, prints", async () => {
    await countyLine.cut();
    await workOffline(county.page);
    await expect(rail(county.page)).toContainText(/离线 · \d+ 步待发 ·\s自/, { timeout: 20_000 });
    await expectPapers(county.page);
  });

  await test.step("the app is closed and opened again, still without a line: everything is there", async () => {
    county = await seats.reopen(county);
    await county.page.goto(countyLine.url);
    await openList(county.page, "全部工单");
    await openOrder(county.page, title);
    await expect(timeline(county.page)).toContainText(note);
    await expect(timeline(county.page)).toContainText("追回 10,660.00 元");
    await expect(rail(county.page)).toContainText(/离线 · \d+ 步待发/);
  });

  await test.step("the line returns: the steps arrive in order, once, each with its receipt", async () => {
    await countyLine.mend();
    await expect(rail(county.page)).toContainText(/已同步/, { timeout: 150_000 });
    await expect(timeline(county.page)).toContainText(/省平台已收/);
    const row = (await readRows(province.url, "sd-dangan")).get(title);
    const types = row?.timeline.map((event) => event.type);
    expect(types?.filter((type) => type !== "disclosed" && type !== "evidence-stored")).toEqual([
      "registered",
      "dispatched",
      "forwarded",
      "accepted",
      "noted",
      "attached",
      "reported",
    ]);
    expect(new Set(row?.timeline.map((event) => event.id)).size).toBe(row?.timeline.length);
    await expect
      .poll(async () => (await readRows(province.url, "sd-dangan")).get(title)?.attachments[0]?.stored, {
        timeout: 30_000,
      })
      .toBe(true);
  });

  await test.step("the city approves; the hub calls back, inspects and archives", async () => {
    await openList(city.page, "待我审核");
    await openOrder(city.page, title);
    await takeStep(city.page, "审核通过");
    await city.page.getByRole("form", { name: "审核通过" }).getByRole("button", { name: "通过" }).click();
    await openList(hub.page, "待回访");
    await openOrder(hub.page, title);
    await callBack(hub.page, { solved: "已解决", result: "满意" });
    await inspectAndPass(hub.page);
    await archive(hub.page);
  });

  await test.step("everyone with a right to it sees the same timeline", async () => {
    await seenAlike(province.url, ["sd-dangan", "ta-shenhe", "taishan"], { title, state: "archived" });
    await openList(county.page, "已结束");
    await openOrder(county.page, title);
    await expect(timeline(county.page)).toContainText("归档，保管 10 年", { timeout: 20_000 });
  });

  await test.step("the county prints the order, and the hub finds the paper genuine and the newest", async () => {
    const paper = await printedCode(county.page, countyLine.url);
    await hub.page.keyboard.press("Control+k");
    await hub.page.keyboard.type(paper);
    await hub.page.keyboard.press("Enter");
    await expect(hub.page.getByRole("region", { name: "核验纸质件" })).toContainText(/真实，而且是最新的.*转派工作单/);
  });
});

async function workOffline(page: Page): Promise<void> {
  await takeStep(page, "受理");
  await expect(timeline(page)).toContainText("受理");
  await page.getByLabel("办理记录").fill(note);
  await page.getByLabel("办理记录").press("Control+Enter");
  await expect(timeline(page)).toContainText(note);
  await page.locator("input[type=file]").first().setInputFiles("resources/demo/files/wage-slip.png");
  await expect(timeline(page)).toContainText("添加附件 wage-slip.png");
  await takeStep(page, "报结");
  const form = page.getByRole("form", { name: /报结/ });
  await choose(page, "办理结果", "已解决");
  await form.getByLabel("办理情况").fill(opinion);
  await form.getByLabel("工资", { exact: true }).fill("10660");
  await form.getByLabel("惠及人数").fill("1");
  await form.getByRole("button", { name: "报结" }).click();
  await expect(timeline(page)).toContainText("追回 10,660.00 元");
}

/** The open order's number and code, as they stand on its sheet. */
async function printedCode(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/#/print/${idOf(page)}/order-sheet`);
  await expect(page.locator(".paper-code").first()).toBeVisible();
  const { text } = await printPdf(page);
  const [, first = "", second = ""] = /([2-9A-Z]{4}-[2-9A-Z]{4})([2-9A-Z]{4}-[2-9A-Z]{4})核验码/.exec(text) ?? [];
  const [, number = ""] = /编号(\d{2}-\d{4}-\d{6})/.exec(text) ?? [];
  expect([number, first, second].map(({ length }) => length)).toEqual([14, 9, 9]);
  return `${number} ${first}-${second}`;
}

function idOf(page: Page): string {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(page.url())?.[0] ?? "";
}

async function expectPapers(page: Page): Promise<void> {
  const order = page.url();
  const id = idOf(page);
  await page.goto(`${countyLine.url}/#/print/${id}/order-sheet`);
  const sheet = await printPdf(page);
  expect(sheet.text).toContain("职工诉求转派工作单");
  expect(sheet.text).toContain("含未同步内容");
  expect(sheet.text).toContain("暂不能核验");
  expect(sheet.text).toContain("10,660.00元");
  await page.goto(`${countyLine.url}/#/print/${id}/case-file`);
  await page.getByRole("link", { name: "工单", exact: true }).waitFor();
  const file = await printPdf(page);
  for (const words of ["案卷", "卷内目录", "办理经过", "办结反馈单", "备考表", title, note, opinion]) {
    expect(file.text).toContain(words.replace(/\s+/g, ""));
  }
  expect(file.pages).toBeGreaterThanOrEqual(8);
  await page.goto(order);
}
