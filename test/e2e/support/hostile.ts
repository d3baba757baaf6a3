import { expect, type Locator, type Page } from "@playwright/test";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { rail, timeline } from "./desk.ts";
import { notesOf, paste } from "./notes.ts";
import { readRows } from "./rows.ts";

/** Fields of the registration that take any words. */
export const freeTexts = [
  "来电人",
  "姓名",
  "住址",
  "共同诉求人（每行一人）",
  "单位名称",
  "单位联系人",
  "单位地址",
  "工程项目",
  "总承包单位",
  "分包单位",
  "事实经过",
  "涉及期间",
  "手中证据",
  "标题",
] as const;

/** What the fields that take only certain words say of others. */
export const refusals: readonly string[] = [
  "电话号码只能有数字、空格、+、- 和括号。",
  "身份证号应为 18 位，前 17 位是数字，最后一位是数字或 X。",
  "统一社会信用代码应为 18 位，且校验码正确。",
  "金额写成 10660 或 10660.00，不超过两位小数。",
  "请写一个整数，至少 1。",
];

/** Script, SQL, formula, templates, NUL, half surrogates and marks that turn the writing direction, in 110 characters. */
export function hostile(field: string): string {
  const script = `<img src=x onerror=window.pwned=1>`;
  return `=1+1 ${field}${script}'); DROP TABLE orders;--$t(title){{n}}\u0000\ud800\u202egnp.exe`;
}

/** A field of a form by its label. */
export function fieldOf(form: Locator, name: string): Locator {
  // A field that proposes what is known (the employer's name) is a combobox one can type in.
  return form.getByRole("textbox", { name, exact: true }).or(form.getByRole("combobox", { name, exact: true }));
}

/** Opens the registration with all its fields unfolded. */
export async function openRegisterForm(page: Page): Promise<Locator> {
  await rail(page).getByRole("link", { name: "登记诉求" }).click();
  const form = page.getByRole("form", { name: "登记诉求" });
  await form.getByRole("button", { name: "更多职工信息" }).click();
  await form.getByRole("button", { name: "更多单位信息" }).click();
  return form;
}

/** A note that is too long is neither cut nor sent; one that is sent twice with an impatient key is one. */
export async function expectLongNoteIsKept(page: Page): Promise<void> {
  const box = page.getByLabel("办理记录");
  await paste(box, "长".repeat(200_000));
  await expect(page.getByText("太长了，最多 4000 个字。")).toBeVisible();
  await box.press("Control+Enter");
  await expect(page.getByRole("button", { name: "记下" })).toBeDisabled();
  expect((await box.inputValue()).length).toBe(200_000);
  await paste(box, "按了两次的一条。");
  await box.evaluate((element) => {
    const twice = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    for (let time = 0; time < 2; time += 1) element.dispatchEvent(new KeyboardEvent("keydown", twice));
  });
  await expect(timeline(page).getByText("按了两次的一条。")).toHaveCount(1);
  await expect(box).toHaveValue("");
  await expect(timeline(page).getByText("按了两次的一条。")).toHaveCount(1);
}

/** The case file of the open order prints the words and runs nothing. */
export async function expectPaperIsCalm(page: Page): Promise<void> {
  const here = page.url();
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(here)?.[0] ?? "";
  await page.goto(`${new URL(here).origin}/#/print/${id}/case-file`);
  await page.locator("[data-print-ready=true]").waitFor();
  await expect(page.locator("body")).toContainText("DROP TABLE orders");
  expect(await page.locator("img[src=x]").count()).toBe(0);
  await page.goto(here);
}

/** What reached the province is what was typed, without what cannot be stored, and nothing else was touched. */
export async function expectKeptAsWords(url: string): Promise<void> {
  const kept = (name: string): string => tidyText(hostile(name));
  const written = ["按了两次的一条。", kept("记录")];
  const read = async (): Promise<WorkOrder | undefined> => (await readRows(url, "taishan")).get(kept("标题"));
  await expect.poll(async () => notesOf(await read()), { timeout: 30_000 }).toEqual(written);
  expect(await read()).toMatchObject({
    worker: { name: kept("姓名"), address: kept("住址"), coClaimants: [kept("共同诉求人（每行一人）")] },
    employer: {
      name: kept("单位名称"),
      contact: kept("单位联系人"),
      address: kept("单位地址"),
      project: kept("工程项目"),
      generalContractor: kept("总承包单位"),
      subcontractor: kept("分包单位"),
    },
    claim: { facts: kept("事实经过"), period: kept("涉及期间"), evidence: kept("手中证据") },
  });
}
