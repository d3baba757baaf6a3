import { chromium, type BrowserContext, type Page, type Route } from "@playwright/test";

import { chromiumFlags } from "../../../scripts/system/chromium-flags.ts";
import { findChromium } from "../../../scripts/system/find-system.ts";
import { openBlobStore } from "../../../src-main/blobs/blob-store.ts";
import { answerCalls } from "../../../src-main/ipc/answer-call.ts";
import { bridgeHandlers } from "../../../src-main/ipc/bridge-handlers.ts";
import { accountJournals } from "../../../src-main/journal/account-journals.ts";
import { machineDisk } from "../../../src-main/services/disk.ts";
import { openKeychain } from "../../../src-main/services/keychain.ts";
import { openLog } from "../../../src-main/services/log.ts";
import { printShelf } from "../../../src-main/windows/print-shelf.ts";
import { openPrinter, type PrintWindow } from "../../../src-main/windows/printer.ts";
import { serveBundle } from "../../../src-main/windows/serve-bundle.ts";
import { bridgeName } from "../../../src-shared/ipc/bridge-channels.ts";
import { fakeSafeStorage } from "../../support/fake-safe-storage.ts";

/** The address that plays `app://bundle`: Chromium asks no test about a scheme that it does not know. */
export const deskUrl = "http://desk.localhost";
const printUrl = "http://print.localhost";
const blobUrl = "http://blob.localhost";

export type ShellOptions = Readonly<{ home: string; profile: string; server: string; pdf: string }>;
export type ShellInChromium = Readonly<{ page: Page; close: () => Promise<void> }>;

/**
 * The whole shell but for Electron: the real page under the real policy, the real bridge with journal, files, secrets
 * and printing behind it, in Chromium's windows. What only Electron can show is in shell.spec.ts.
 */
export async function openShellInChromium(options: ShellOptions): Promise<ShellInChromium> {
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(options.profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    // The page's origin is not `app://bundle` here, so that the province's list of origins would turn it away.
    args: [...chromiumFlags, "--disable-web-security"],
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const { answer, closeAll } = await shellParts(options, context);
  await context.exposeFunction("shellCall", async (name: string, argument: string) =>
    toJson(await answer(name, fromJson(argument))),
  );
  await context.addInitScript(putBridge, bridgeName);
  const serve = serveBundle({ root: "out/renderer", server: options.server });
  await context.route(`${deskUrl}/**`, (route) => fulfill(route, serve, [deskUrl, "app://bundle"]));
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    close: async () => {
      await context.close();
      await closeAll();
    },
  };
}

type Answer = (name: string, argument: unknown) => Promise<unknown>;

async function shellParts(
  { home, server, pdf }: ShellOptions,
  context: BrowserContext,
): Promise<Readonly<{ answer: Answer; closeAll: () => Promise<void> }>> {
  const disk = machineDisk;
  await disk.makeFolder(home);
  const keychain = openKeychain({ disk, folder: home, safeStorage: fakeSafeStorage(), platform: "linux" });
  const journals = accountJournals({ disk, root: home, keychain });
  const blobs = openBlobStore({ disk, root: home, keychain, hasRoom: () => Promise.resolve(true) });
  const shelf = printShelf(blobs);
  const printer = openPrinter({
    disk,
    shelf,
    newWindow: () => printWindow(context, shelf.serve),
    askWhere: () => Promise.resolve(pdf),
  });
  const handlers = bridgeHandlers({
    journals,
    blobs,
    keychain,
    readClock: () => Promise.resolve({ bootId: "boot-of-the-test", uptimeMs: Math.floor(process.uptime() * 1000) }),
    printPdf: printer.toPdf,
    printPaper: printer.onPaper,
    showFile: printer.hasSaved,
    space: async () => "roomy",
    lookAtLine: async () => ({ addresses: 1, proxy: false, fault: null }),
    facts: () => Promise.resolve({ version: "0.1.0", platform: "linux", serverUrl: server, deviceName: "test" }),
  });
  const answer = answerCalls(handlers, openLog({ folder: `${home}/logs`, now: () => Date.now() }));
  const desk = { origin: "app://bundle", url: "app://bundle/", parent: null };
  return { answer: (name, argument) => answer(desk, name, argument), closeAll: () => journals.closeAll() };
}

/** A window that prints, played by a browser context in which no script runs. */
function printWindow(context: BrowserContext, serve: (request: Request) => Promise<Response>): PrintWindow {
  let page: Promise<Page> | null = null;
  const open = async (): Promise<Page> => {
    const browser = context.browser();
    if (browser === null) throw new Error("the browser is gone");
    const own = await browser.newContext({ javaScriptEnabled: false });
    await own.route(`${printUrl}/**`, (route) => fulfill(route, serve, [printUrl, "app://print"]));
    await own.route(`${blobUrl}/**`, (route) => fulfill(route, serve, [blobUrl, "app://blob"]));
    return own.newPage();
  };
  return {
    loadURL: async (url) => {
      page = open();
      await (await page).goto(url.replace("app://print", printUrl), { waitUntil: "load" });
    },
    destroy: () => void page?.then((one) => one.context().close()),
    webContents: {
      on: () => undefined,
      setWindowOpenHandler: () => undefined,
      printToPDF: async ({ preferCSSPageSize, printBackground }) => {
        const one = await page;
        if (one === null) throw new Error("nothing was loaded");
        return one.pdf({ format: "A4", preferCSSPageSize, printBackground, tagged: true });
      },
      print: (_options, ended) => ended(true, ""),
    },
  };
}

type Names = readonly [here: string, there: string];

/** Lets the shell answer a request of Chromium under the address that it has in Electron. */
async function fulfill(route: Route, serve: (request: Request) => Promise<Response>, names: Names): Promise<void> {
  const [here, there] = names;
  const answer = await serve(new Request(route.request().url().replace(here, there)));
  const headers = Object.fromEntries(answer.headers);
  const type = headers["content-type"] ?? "";
  headers["content-security-policy"] = (headers["content-security-policy"] ?? "").replaceAll("app://blob", blobUrl);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const body =
    here === printUrl && type.startsWith("text/html") ? bytes.toString().replaceAll("app://blob", blobUrl) : bytes;
  await route.fulfill({ status: answer.status, headers, body });
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member instanceof Uint8Array ? { $bytes: Buffer.from(member).toString("base64") } : member,
  );
}

function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, member: unknown) =>
    typeof member === "object" && member !== null && "$bytes" in member
      ? Uint8Array.from(Buffer.from(String(member.$bytes), "base64"))
      : member,
  );
}

/** Runs in the page, before its scripts: the preload's part. */
function putBridge(name: string): void {
  const page = window as unknown as { shellCall: (name: string, argument: string) => Promise<string> };
  const encode = (bytes: Uint8Array): string => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return btoa(text);
  };
  const decode = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const bridge = {
    call: async (call: string, argument: unknown) => {
      const sent = JSON.stringify(argument, (_key, member: unknown) =>
        member instanceof Uint8Array ? { $bytes: encode(member) } : member,
      );
      return JSON.parse(await page.shellCall(call, sent), (_key, member: unknown) =>
        typeof member === "object" && member !== null && "$bytes" in member ? decode(String(member.$bytes)) : member,
      ) as unknown;
    },
    onShellEvent: () => () => undefined,
  };
  Object.defineProperty(window, name, { value: bridge });
}
