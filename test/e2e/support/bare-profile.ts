import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Page } from "@playwright/test";

import { chromiumFlags } from "../../../scripts/system/chromium-flags.ts";
import { findChromium } from "../../../scripts/system/find-system.ts";

/** An address with nothing on it, where a test can look at what Chromium itself does. */
export type EmptyAddress = Readonly<{ url: string; server: Server }>;

export async function openEmptyAddress(): Promise<EmptyAddress> {
  const server = createServer((_, reply) => void reply.setHeader("content-type", "text/html").end("<p>")).listen(0);
  await new Promise((resolve) => void server.once("listening", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export type Opening = Readonly<{ profile: string; url: string; features: string | undefined }>;

/** Opens Chromium on a profile, does something on a page, and closes it. `features` are switched on, as the shell does. */
export async function onPage<T>({ profile, url, features }: Opening, work: (page: Page) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags, ...(features === undefined ? [] : [`--enable-features=${features}`])],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return await work(page);
  } finally {
    await context.close();
  }
}
