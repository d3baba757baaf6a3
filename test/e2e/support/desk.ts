import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, expect, type BrowserContext, type Locator, type Page } from "@playwright/test";

import { chromiumFlags } from "../../../scripts/system/chromium-flags.ts";
import { findChromium } from "../../../scripts/system/find-system.ts";
import { demoPassword } from "./demo-password.ts";

export { demoPassword };

/** One officer's computer: a browser profile on disk that can be closed, killed and opened again. */
export type Seat = Readonly<{
  page: Page;
  context: BrowserContext;
  profile: string;
  /** Process id of the browser, for those who pull its plug. */
  pid: number;
  close: () => Promise<void>;
}>;

/** Opens a browser on a profile of its own, or on one that exists already. */
export async function openSeat(profile = mkdtempSync(path.join(tmpdir(), "lxq-seat-"))): Promise<Seat> {
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags],
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { page, context, profile, pid: browserPid(profile), close: () => context.close() };
}

/** Throws a profile away. */
export function dropProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true });
}

function browserPid(profile: string): number {
  const lock = path.join(profile, "SingletonLock");
  return Number(readlinkSync(lock).split("-").at(-1));
}

/** Opens the desk at an address and signs in. */
export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "登录" }).click();
  // The first time, the desk fetches its offices, rules and calendars: it says itself that this may take a minute or two.
  await expect(rail(page)).toBeVisible({ timeout: 120_000 });
}

export function rail(page: Page): Locator {
  return page.getByRole("navigation").first();
}

/** The sync state at the foot of the rail, in words. */
export function syncWords(page: Page): Locator {
  return page
    .getByRole("link", { name: /已同步|正在发送|正在传附件|离线|待发|未被接受|正在连接|重新登录|首次同步/ })
    .first();
}

/** Opens a work list by its name in the rail. */
export async function openList(page: Page, name: string): Promise<void> {
  const link = rail(page).getByRole("link", { name: new RegExp(`^${name}`) });
  await link.click();
  // Until then the list before is on the screen, and what is typed into its filter goes with it.
  await expect(link).toHaveAttribute("aria-current", "page");
}

/** Opens an order of the current list by words of its title. */
export async function openOrder(page: Page, title: string): Promise<void> {
  await page
    .getByRole("link", { name: new RegExp(title) })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: new RegExp(title) })).toBeVisible();
}

/** Takes a step from 现在可以做, out of 更多 where it stands there. */
export async function takeStep(page: Page, name: string): Promise<void> {
  const region = page.getByRole("region", { name: "现在可以做" });
  const button = region.getByRole("button", { name, exact: true });
  const item = region.getByRole("menuitem", { name, exact: true });
  const more = region.getByRole("button", { name: "更多…" });
  // The step before may arrive while one looks: what stood in the menu comes to stand outside, and the menu closes.
  await expect(async () => {
    await expect(button.or(more).first()).toBeVisible();
    if (!(await button.or(item).first().isVisible())) await more.click({ timeout: 3000 });
    await button.or(item).first().click({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
}

/** Chooses from one of Mantine's lists by typing. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).or(page.getByLabel(label)).first().click();
  await page.getByRole("option", { name: option }).first().click();
}

export function timeline(page: Page): Locator {
  return page.getByRole("list", { name: /经过/ });
}
