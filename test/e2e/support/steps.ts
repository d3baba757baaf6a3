import { expect, type Locator, type Page } from "@playwright/test";

import { choose, rail, takeStep, timeline } from "./desk.ts";

/** A form of the order page by its title. */
export function stepForm(page: Page, title: string | RegExp): Locator {
  return page.getByRole("form", { name: title });
}

/** Presses a form's own button, and the one of the question behind it where there is one. */
export async function send(page: Page, form: Locator, button: string, isAsked = false): Promise<void> {
  await form.getByRole("button", { name: button, exact: true }).click();
  if (isAsked) await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
  await expect(form).toBeHidden();
}

/** Registers the wages case at the hub, as a call of class 求决类. */
export async function registerCall(page: Page, title: string): Promise<void> {
  await rail(page).getByRole("link", { name: "登记诉求" }).click();
  const form = page.getByRole("form", { name: "登记诉求" });
  await form.getByLabel("来电人").fill("王·建国");
  await form.getByLabel("来电号码").fill("13800000123");
  await form.getByLabel("姓名").fill("王·建国");
  await form.getByLabel("联系电话").fill("13800000123");
  await choose(page, "职工身份", "农民工");
  await form.getByLabel("单位名称").fill("泰安某焦化有限公司");
  await form.getByLabel("事实经过").fill("约定工资 14,660 元，已付 4,000 元，尚欠 10,660 元。");
  await form.getByLabel("主张金额（元）").fill("10660");
  await form.getByLabel("标题").fill(title);
  await choose(page, "问题类型", /拖欠/);
  await form.getByText("求决类", { exact: true }).click();
  await form.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}

/** Sends the order on the screen down to an office, by 派单 or 下派. */
export async function sendDown(page: Page, step: "派单" | "下派", office: RegExp): Promise<void> {
  await takeStep(page, step);
  await choose(page, "派往", office);
  await send(page, stepForm(page, step), step);
}

/** Reports that everything was paid. */
export async function reportPaid(page: Page, opinion: string): Promise<void> {
  await takeStep(page, "报结");
  const form = stepForm(page, /报结/);
  await choose(page, "办理结果", "已解决");
  await form.getByLabel("办理情况").fill(opinion);
  await form.getByLabel("工资", { exact: true }).fill("10660");
  await form.getByLabel("惠及人数").fill("1");
  await send(page, form, "报结");
}

/** Approves the report on the screen. */
export async function approve(page: Page): Promise<void> {
  await takeStep(page, "审核通过");
  await send(page, stepForm(page, "审核通过"), "通过");
}

/** Records a call that reached the worker. */
export async function callBack(page: Page, said: Readonly<{ solved: string; result: string }>): Promise<void> {
  await takeStep(page, "回访");
  const form = stepForm(page, /回访/);
  const answer = (question: string, words: string): Promise<void> =>
    form.getByRole("radiogroup", { name: question }).getByText(words, { exact: true }).click();
  await answer("是否联系上", "已联系上");
  await answer("诉求是否解决", said.solved);
  await answer("对办理结果", said.result);
  await answer("对工作态度", "满意");
  await send(page, form, "记录回访");
}

/** Checks every point and passes the file. */
export async function inspectAndPass(page: Page): Promise<void> {
  await takeStep(page, "质检");
  const form = stepForm(page, "质检");
  await expect(form.getByRole("checkbox").first()).toBeAttached(); // `all` does not wait
  for (const box of await form.getByRole("checkbox").all()) await box.check();
  await form.getByRole("radiogroup", { name: "结论" }).getByText("合格", { exact: true }).click();
  await send(page, form, "提交质检");
}

export async function archive(page: Page): Promise<void> {
  await takeStep(page, "归档");
  await send(page, stepForm(page, "归档"), "归档", true);
  await expect(timeline(page)).toContainText("归档，保管 10 年");
}
