import { chromium, type Page } from "@playwright/test";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { chromiumFlags } from "../system/chromium-flags.ts";
import { findChromium } from "../system/find-system.ts";

const password = "lianxinqiao-demo-2026";

/** A county office's desk to take pictures of, signed in, at a given moment. */
export type PictureDesk = Readonly<{ page: Page; close: () => Promise<void> }>;

/**
 * Opens the desk in a light 1366 × 768 window and signs in. The window's clock is the province's from the first moment
 * on (`now`, ms since the epoch), so that due badges are the same in every run and no clock is called wrong.
 */
export async function openPictureDesk(url: string, username: string, now: number): Promise<PictureDesk> {
  const executablePath = findChromium();
  const launched = executablePath === undefined ? {} : { executablePath };
  const browser = await chromium.launch({ ...launched, args: [...chromiumFlags] });
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.install({ time: now });
  await page.goto(url);
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.clock.setSystemTime(await serverTime(page, url));
  await page.getByRole("link", { name: /已同步/ }).waitFor({ timeout: 60_000 });
  return { page, close: () => browser.close() };
}

const timedAnswer = Type.Object({ serverTime: Type.Integer() });

/** What time the province has; asked beside the page, for an answer to the page is gone once it moves on. */
async function serverTime(page: Page, url: string): Promise<number> {
  const said: unknown = await (await page.request.get(`${url}/api/health`)).json();
  return Parse(timedAnswer, said).serverTime;
}

/** Opens a work list and one of its orders, by words of its title. Returns the order's id. */
export async function openOrder(page: Page, list: string, title: string): Promise<string> {
  await page
    .getByRole("navigation")
    .getByRole("link", { name: new RegExp(`^${list}`) })
    .click();
  await page
    .getByRole("link", { name: new RegExp(title) })
    .first()
    .click();
  await page.getByRole("heading", { name: title }).waitFor();
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(page.url())?.[0];
  if (id === undefined) throw new Error(`${page.url()} names no order`);
  return id;
}

/** Takes a step from 现在可以做, out of 更多 where it stands there. */
export async function takeStep(page: Page, name: string): Promise<void> {
  const region = page.getByRole("region", { name: "现在可以做" });
  const button = region.getByRole("button", { name, exact: true });
  const more = region.getByRole("button", { name: "更多…" });
  await button.or(more).first().waitFor();
  if (await button.isVisible()) return button.click();
  await more.click();
  await region.getByRole("menuitem", { name, exact: true }).click();
}

/** Writes a quick note and waits until the timeline shows it. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByLabel("办理记录").fill(text);
  await page.getByLabel("办理记录").press("Control+Enter");
  await timeline(page).getByText(text).waitFor();
}

/** Attaches a file and waits until the timeline shows it. */
export async function attachFile(page: Page, file: string, name: string): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles(file);
  await timeline(page).getByText(`添加附件 ${name}`).waitFor();
}

export function timeline(page: Page): ReturnType<Page["getByRole"]> {
  return page.getByRole("list", { name: /经过/ });
}
