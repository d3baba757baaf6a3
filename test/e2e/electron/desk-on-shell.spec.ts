import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";

import { rail, signIn, timeline } from "../support/desk.ts";
import { openLine, type Line } from "../support/line.ts";
import { startProvince, type Province } from "../support/province.ts";
import { readRows } from "../support/rows.ts";
import { watch, type Watch } from "../support/watch.ts";
import { deskUrl, openShellInChromium, type ShellInChromium } from "./shell-in-chromium.ts";

const note = "桌面端离线记录：已与企业财务核对考勤。";
let province: Province;
let line: Line;
let shell: ShellInChromium;
let watched: Watch;
const folder = mkdtempSync(path.join(tmpdir(), "lxq-desktop-"));
const home = path.join(folder, "home");
const pdf = path.join(folder, "办件单.pdf");

async function open(profile: string): Promise<Page> {
  shell = await openShellInChromium({ home, profile: path.join(folder, profile), server: line.url, pdf });
  watched = watch(shell.page);
  return shell.page;
}

test.beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
});

test.afterAll(async () => {
  await shell.close();
  await line.close();
  expect(await province.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

/** An order that the county handles at the moment: it takes notes. */
async function orderInHand(): Promise<Readonly<{ id: string; title: string }>> {
  const rows = await readRows(province.url, "taishan");
  const row = [...rows.values()].find((one) => one.state === "handling" && one.holder === "x370902");
  if (!row) throw new Error("the demo has no order in the county's hands");
  return { id: row.id, title: row.classification.title };
}

test("[SH-6, SH-16, SH-44] E6 E16 the desk works on the shell: under its policy, with its journal, files and printing", async () => {
  test.setTimeout(180_000);
  let page = await open("first");
  const order = await orderInHand();
  const address = `${deskUrl}/#/list/in-handling/${order.id}`;

  await test.step("signing in over the shell's bridge, under the shell's policy", async () => {
    await signIn(page, `${deskUrl}/`, "taishan");
    await expect(rail(page)).toContainText(/已同步/, { timeout: 60_000 });
  });

  await test.step("without a line a note and a photo are saved in the shell's journal and files, sealed", async () => {
    await page.goto(address);
    await expect(page.getByLabel("办理记录")).toBeVisible({ timeout: 20_000 });
    await line.cut();
    await page.getByLabel("办理记录").fill(note);
    await page.getByLabel("办理记录").press("Control+Enter");
    await expect(timeline(page)).toContainText(note);
    await page.locator("input[type=file]").first().setInputFiles("resources/demo/files/wage-slip.png");
    await expect(timeline(page)).toContainText("添加附件 wage-slip.png");
    const files = readdirSync(home, { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => /blobs\/[0-9a-f]{64}$/.test(name)).length).toBeGreaterThan(0);
    const journal = files.find((name) => name.endsWith("journal/journal")) ?? "";
    expect(readFileSync(path.join(home, journal), "utf8")).not.toMatch(/办理|企业|kind/);
  });

  await test.step("the order sheet becomes a PDF in a window without scripts", async () => {
    await page.goto(`${deskUrl}/#/print/${order.id}/case-file`);
    await page.getByRole("button", { name: "存为 PDF" }).click();
    await expect(page.getByText(`已保存：${pdf}`)).toBeVisible({ timeout: 30_000 });
    const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).replace(/\s+/g, "");
    for (const words of [order.title, note, "案卷"]) expect(text).toContain(words.replace(/\s+/g, ""));
    expect(execFileSync("pdfimages", ["-list", pdf], { encoding: "utf8" })).toMatch(/\bimage\b/);
    await watched.expectCalm();
  });

  await test.step("closed and opened with the browser's own storage gone: the journal brings it back", async () => {
    await shell.close();
    await line.mend();
    page = await open("second");
    await page.goto(`${deskUrl}/`);
    await expect(rail(page).or(page.getByLabel("用户名")).first()).toBeVisible({ timeout: 30_000 });
    if (await page.getByLabel("用户名").isVisible()) await signIn(page, `${deskUrl}/`, "taishan");
    await expect(rail(page)).toContainText(/已同步/, { timeout: 60_000 });
    const noted = async (): Promise<number> => {
      const row = (await readRows(province.url, "taishan")).get(order.title);
      return (row?.timeline ?? []).filter((event) => event.type === "noted" && event.note.text === note).length;
    };
    await expect.poll(noted, { timeout: 30_000 }).toBe(1);
    const stored = async (): Promise<boolean | undefined> =>
      (await readRows(province.url, "taishan")).get(order.title)?.attachments.at(-1)?.stored;
    await expect.poll(stored, { timeout: 60_000 }).toBe(true);
    await watched.expectCalm();
  });
});
