import { createServer, type Server } from "node:http";
import path from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { bundleServiceWorker } from "../../../scripts/build/service-worker-plugin.ts";
import { chromiumFlags } from "../../../scripts/system/chromium-flags.ts";
import { findChromium } from "../../../scripts/system/find-system.ts";

const entry = path.resolve(import.meta.dirname, "../../../src-renderer/platform/worker/service-worker.ts");
type Site = Readonly<Record<string, string>>;

/** A province that serves one version of the desk, or none at all. */
class DeskSite {
  files: Site = {};
  isAway = false;
  readonly server: Server = createServer((request, response) => {
    const name = request.url === "/" || request.url?.startsWith("/orders") ? "/index.html" : (request.url ?? "");
    const body = this.files[name];
    if (this.isAway) return void request.socket.destroy();
    if (body === undefined) return void response.writeHead(404).end();
    const type = name.endsWith(".js") ? "text/javascript" : "text/html";
    return void response.writeHead(200, { "content-type": type, "cache-control": "max-age=600" }).end(body);
  });

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  }

  async publish(version: string): Promise<void> {
    const files = ["/assets/part.js", "/index.html"];
    this.files = {
      "/index.html": `<!doctype html><title>${version}</title><p id=page>page ${version}</p>`,
      "/assets/part.js": `part ${version}`,
      "/api/health": version,
      "/portal.html": `portal ${version}`,
      "/sw.js": await bundleServiceWorker(entry, { version, files }),
    };
  }
}

const site = new DeskSite();
let browser: Browser;
let page: Page;
beforeAll(async () => {
  await new Promise<void>((done) => site.server.listen(0, "127.0.0.1", done));
  const executablePath = findChromium();
  browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags],
  });
}, 60_000);
afterEach(async () => {
  site.isAway = false;
  await page.context().close();
});
afterAll(async () => {
  await browser.close();
  site.server.closeAllConnections();
  site.server.close();
});

async function installed(version: string): Promise<Page> {
  await site.publish(version);
  page = await (await browser.newContext()).newPage();
  await page.goto(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return page;
}

const words = (): Promise<unknown> => page.locator("#page").textContent();
const part = (): Promise<unknown> => page.evaluate(() => fetch("/assets/part.js").then((answer) => answer.text()));
const caches = (): Promise<unknown> => page.evaluate(() => globalThis.caches.keys());

test("[LS-20] [LS-21] once installed, the desk opens without a line, under every address; the API does not", async () => {
  await installed("one");
  site.isAway = true;
  await page.goto(`${site.url}/orders/0190/print`);
  expect([await words(), await part()]).toEqual(["page one", "part one"]);
  const outside = await page.evaluate(() =>
    Promise.all(
      ["/api/health", "/portal.html"].map((url) =>
        fetch(url).then(
          () => "answered",
          () => "no line",
        ),
      ),
    ),
  );
  expect(outside).toEqual(["no line", "no line"]);
}, 60_000);

test("[LS-20] [LS-22] a new version waits for the old page, never mixes with it, and takes over when told", async () => {
  await installed("one");
  await site.publish("two");
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    while (registration?.waiting == null) await new Promise((resolve) => setTimeout(resolve, 20));
    return registration.waiting.state;
  });
  expect([state, await caches()]).toEqual(["installed", ["desk-one", "desk-two"]]);
  await page.reload();
  expect([await words(), await part()]).toEqual(["page one", "part one"]);
  await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage("take-over");
    await changed;
  });
  await page.reload();
  expect([await words(), await part()]).toEqual(["page two", "part two"]);
  expect(await caches()).toEqual(["desk-two"]);
}, 60_000);

test("[LS-20] a version of which one file is missing is not installed, and the old one stays", async () => {
  await installed("one");
  await site.publish("two");
  site.files = { ...site.files, "/assets/part.js": undefined as never };
  const waiting = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return registration?.waiting ?? null;
  });
  expect(waiting).toBeNull();
  site.isAway = true;
  await page.reload();
  expect(await words()).toBe("page one");
}, 60_000);
