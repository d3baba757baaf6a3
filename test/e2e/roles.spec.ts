import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromiumFlags } from "../../scripts/system/chromium-flags.ts";
import { findChromium } from "../../scripts/system/find-system.ts";
import { choose, openList, openOrder, signIn, takeStep, timeline } from "./support/desk.ts";
import { syncNow } from "./support/notes.ts";
import { startProvince, type Province } from "./support/province.ts";
import { readRows } from "./support/rows.ts";
import { seenAlike } from "./support/seen-alike.ts";
import {
  approve,
  archive,
  callBack,
  inspectAndPass,
  registerCall,
  reportPaid,
  send,
  sendDown,
  stepForm,
} from "./support/steps.ts";
import { watch } from "./support/watch.ts";

const title = "焦化厂拖欠农民工工资经过每一个岗位";
const people = {
  operator: "sd-huawu",
  dispatcher: "sd-paidan",
  caller: "sd-huifang",
  inspector: "sd-zhijian",
  supervisor: "sd-duban",
  archivist: "sd-dangan",
  city: "ta-shenhe",
  taishan: "taishan",
  daiyue: "daiyue",
} as const;
type Person = keyof typeof people;

const folder = mkdtempSync(path.join(tmpdir(), "lxq-roles-"));
let province: Province;
let browser: Browser;
const pages = new Map<Person, Page>();
const calm: (() => Promise<void>)[] = [];

test.beforeAll(async () => {
  // Ten people sign in one after the other, each with the work of a password hash.
  test.setTimeout(600_000);
  const executablePath = findChromium();
  browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags],
  });
  province = await provinceOn("2026-03-02T09:00:00+08:00");
  for (const [person, username] of Object.entries(people) as [Person, string][]) {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
    });
    const page = await context.newPage();
    calm.push(watch(page).expectCalm);
    await signIn(page, province.url, username);
    pages.set(person, page);
  }
});

test.afterAll(async () => {
  await browser.close();
  await province.stop();
  rmSync(folder, { recursive: true, force: true });
});

function provinceOn(moment: string, port = 0): Promise<Province> {
  return startProvince({ folder, port, env: { LXQ_NOW: `@${moment}` } });
}

/** The same province, weeks later: every desk keeps its session and its queue. */
async function letTimePass(moment: string): Promise<void> {
  const { port } = new URL(province.url);
  await province.stop();
  province = await provinceOn(moment, Number(port));
}

function desk(person: Person): Page {
  const page = pages.get(person);
  if (!page) throw new Error(`${person} has no desk`);
  return page;
}

/** The desk of a person with the order of this story open, out of a list that it must be in. */
async function at(person: Person, list: string): Promise<Page> {
  const page = desk(person);
  await openList(page, list);
  await openOrder(page, title);
  return page;
}

async function decide(page: Page, step: string, told: Readonly<{ verdict: string; reason: string; button: string }>) {
  await takeStep(page, step);
  const form = stepForm(page, step);
  await form.getByRole("radiogroup").getByText(told.verdict, { exact: true }).click();
  await form.getByLabel(/理由|说明/).fill(told.reason);
  return { form, button: told.button };
}

async function returnsIt(page: Page, code: RegExp, reason: string): Promise<void> {
  await takeStep(page, "退单");
  await choose(page, "退单原因", code);
  await stepForm(page, "退单").getByLabel("退单理由").fill(reason);
  await send(page, stepForm(page, "退单"), "申请退单", true);
}

test("[MJ-10] one order goes through every role at once, with everything that can come between", async () => {
  test.setTimeout(900_000);

  await test.step("the operator registers, the dispatcher dispatches, the city forwards", async () => {
    await registerCall(desk("operator"), title);
    await sendDown(await at("dispatcher", "待派单"), "派单", /泰安市总/);
    await sendDown(await at("city", "待受理"), "下派", /泰山区总/);
  });

  await test.step("a return that the city approves, and a second one that the hub refuses for good", async () => {
    await returnsIt(await at("taishan", "待受理"), /不属本辖区/, "用人单位登记在岱岳区。");
    const city = await at("city", "退单待审");
    const first = await decide(city, "审核退单", { verdict: "同意退单", reason: "登记地址属岱岳区。", button: "决定" });
    await send(city, first.form, first.button);
    await sendDown(await at("city", "本单位在办"), "下派", /岱岳区总/);
    await returnsIt(await at("daiyue", "待受理"), /不属本单位职责/, "生产地址在泰山区。");
    const hub = await at("dispatcher", "退单待审");
    const second = await decide(hub, "审核退单", {
      verdict: "不同意，由原单位办理",
      reason: "以登记地址为准。",
      button: "决定",
    });
    await send(hub, second.form, second.button, true);
  });

  await test.step("the county accepts, may not return it again, and gets more time from the city", async () => {
    const daiyue = await at("daiyue", "待受理");
    await expect(
      daiyue.getByRole("region", { name: "现在可以做" }).getByRole("button", { name: "退单", exact: true }),
    ).toBeDisabled();
    await takeStep(daiyue, "受理");
    await takeStep(daiyue, "申请延期");
    const asked = stepForm(daiyue, "申请延期");
    await asked.getByLabel("延长几个工作日").fill("3");
    await asked.getByLabel("理由").fill("企业账目需要审计。");
    await send(daiyue, asked, "提交申请");
    await expect(daiyue.getByText("申请延期 3 个工作日，待 泰安市总 审批")).toBeVisible();
    const city = await at("city", "待审批");
    const granted = await decide(city, "审批延期", { verdict: "同意", reason: "情况属实。", button: "决定" });
    await send(city, granted.form, granted.button);
    await expect(timeline(daiyue)).toContainText("同意延期", { timeout: 20_000 });
  });

  await test.step("the supervisor lets it rest and go on", async () => {
    const supervisor = desk("supervisor");
    await openList(supervisor, "下级在办");
    await supervisor.getByPlaceholder("在列表中筛选").fill(title);
    await openOrder(supervisor, title);
    await takeStep(supervisor, "挂起");
    await choose(supervisor, "挂起原因", /材料/);
    await stepForm(supervisor, "挂起").getByLabel("理由").fill("等待职工补充结算单。");
    await stepForm(supervisor, "挂起").getByLabel("复核日期").fill("2026-03-12");
    await send(supervisor, stepForm(supervisor, "挂起"), "挂起");
    await takeStep(supervisor, "恢复办理");
    await stepForm(supervisor, "恢复办理").getByLabel("理由").fill("材料已补齐。");
    await send(supervisor, stepForm(supervisor, "恢复办理"), "恢复");
    await expect(timeline(desk("daiyue"))).toContainText("恢复办理", { timeout: 20_000 });
  });

  await test.step("weeks later: a red card, objected to by the county and revoked by the supervisor", async () => {
    await letTimePass("2026-03-30T09:00:00+08:00");
    const daiyue = desk("daiyue");
    await syncNow(daiyue);
    await expect(await at("daiyue", "办理中").then((page) => page.getByText("红牌").first())).toBeVisible({
      timeout: 60_000,
    });
    await takeStep(daiyue, "对发牌提出异议");
    const objection = stepForm(daiyue, "对发牌提出异议");
    await objection.getByLabel("异议理由").fill("职工三周内联系不上，已书面告知省总。");
    await send(daiyue, objection, "提出异议");
    await syncNow(desk("supervisor"));
    const supervisor = await at("supervisor", "待认定");
    const ruling = stepForm(supervisor, "认定发牌异议");
    await ruling.getByText("异议成立，撤牌", { exact: true }).click();
    await ruling.getByLabel("认定理由").fill("有书面告知，异议成立。");
    await send(supervisor, ruling, "提交认定");
    await expect.poll(async () => cardStates(), { timeout: 30_000 }).toContain("revoked");
  });

  await test.step("a dissatisfied worker: rework, an objection, and its ruling", async () => {
    await reportPaid(await at("daiyue", "办理中"), "企业支付一半，余款约定月底前付清。");
    await approve(await at("city", "待我审核"));
    await callBack(await at("caller", "待回访"), { solved: "未解决", result: "不满意" });
    const daiyue = await at("daiyue", "办理中");
    await takeStep(daiyue, "提出异议");
    await stepForm(daiyue, "提出异议").getByLabel("异议说明").fill("余款的期限是职工本人同意的。");
    await send(daiyue, stepForm(daiyue, "提出异议"), "提出");
    const supervisor = await at("supervisor", "待审批");
    const ruling = await decide(supervisor, "裁定异议", {
      verdict: "异议不成立",
      reason: "余款没有到账，评价维持。",
      button: "裁定",
    });
    await send(supervisor, ruling.form, ruling.button);
    await expect(timeline(daiyue)).toContainText("异议不成立", { timeout: 20_000 });
  });

  await test.step("paid in full: approved, satisfied, inspected, archived", async () => {
    await reportPaid(await at("daiyue", "办理中"), "余款已全部打入本人账户。");
    await approve(await at("city", "待我审核"));
    await callBack(await at("caller", "待回访"), { solved: "已解决", result: "非常满意" });
    await inspectAndPass(await at("inspector", "待质检"));
    await archive(await at("archivist", "待归档"));
  });

  await test.step("everybody with a right sees the same order, and nobody else sees it", async () => {
    const entitled = [people.archivist, people.city, people.daiyue];
    const order = await seenAlike(province.url, entitled, { title, state: "archived" });
    expect(order.round).toBe(2);
    expect((await readRows(province.url, people.taishan)).has(title)).toBe(false);
    expect(order.cards.filter((card) => card.state === "revoked")).toHaveLength(1);
    for (const expectCalm of calm) await expectCalm();
  });
});

async function cardStates(): Promise<readonly string[]> {
  const row = (await readRows(province.url, people.archivist)).get(title);
  return row?.cards.map((card) => card.state) ?? [];
}
