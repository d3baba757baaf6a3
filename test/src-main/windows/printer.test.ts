import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { pdfOptions, paperOptions, openPrinter, type PrintWindow } from "../../../src-main/windows/printer.ts";
import { printShelf } from "../../../src-main/windows/print-shelf.ts";
import { sha256, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { hashOf, otherAccount, someAccount } from "../../support/shell-accounts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Uint8Array(1_200_000).fill(7)]);
const script = Buffer.from("<svg onload=alert(1)>");
const stored = new Map<string, Uint8Array>([jpeg, script].map((bytes) => [hashOf(bytes), Uint8Array.from(bytes)]));

const blobs = {
  size: ({ sha256: name }: { sha256: Sha256 }) => Promise.resolve(stored.get(name)?.length ?? null),
  read: ({ sha256: name }: { sha256: Sha256 }, { offset, length }: { offset: number; length: number }) =>
    Promise.resolve({
      ok: true as const,
      value: (stored.get(name) ?? new Uint8Array()).slice(offset, offset + length),
    }),
};
const picture = (bytes: Uint8Array) => ({ account: someAccount, sha256: hashOf(bytes) });

type Play = { load?: () => Promise<void>; print?: [boolean, string]; where?: string | null };

/** A press whose windows are played, and a note of what was done to them. */
function press({ load = () => Promise.resolve(), print = [true, ""], where }: Play = {}) {
  const folder = temporaryFolder();
  const faulty = faultyDisk();
  const notes: unknown[][] = [];
  const shelf = printShelf(blobs);
  const window = (): PrintWindow => ({
    loadURL: async (url: string) => {
      notes.push(["load", url, await (await shelf.serve(new Request(url))).text()]);
      await load();
    },
    destroy: () => notes.push(["destroy"]),
    webContents: {
      on: (event: string) => notes.push(["guard", event]),
      setWindowOpenHandler: () => notes.push(["guard", "open"]),
      printToPDF: (options: unknown) => (notes.push(["pdf", options]), Promise.resolve(Buffer.from("%PDF-1.7"))),
      print: (options: unknown, ended: (isPrinted: boolean, reason: string) => void) => {
        notes.push(["paper", options]);
        ended(...print);
      },
    },
  });
  const target = where === undefined ? path.join(folder, "案卷.pdf") : where;
  const printer = openPrinter({
    disk: faulty.disk,
    shelf,
    newWindow: window,
    askWhere: (name) => (notes.push(["ask", name]), Promise.resolve(target)),
    timeoutMs: 200,
  });
  const said = (word: string): unknown[][] => notes.filter(([first]) => first === word);
  return { ...faulty, printer, shelf, said, target: target ?? "" };
}

const document = { html: "<h1>办件单</h1>", name: "办件单/../x", images: [picture(jpeg)] };

test("[SH-16] E16 a document becomes a PDF where the person said, on A4 with its own page rules", async () => {
  const { printer, said, target } = press();
  expect(await printer.toPdf(document)).toEqual({ saved: true, path: target });
  expect(readFileSync(target, "utf8")).toBe("%PDF-1.7");
  expect(said("load")[0]).toMatchObject(["load", expect.stringMatching(/^app:\/\/print\/[\w-]{36}$/), document.html]);
  expect(said("pdf")).toEqual([["pdf", pdfOptions]]);
  expect(pdfOptions).toMatchObject({ pageSize: "A4", preferCSSPageSize: true, printBackground: true });
  expect(said("ask")).toEqual([["ask", "办件单_._x.pdf"]]);
  expect(said("guard")).toHaveLength(5);
  expect(said("destroy")).toHaveLength(1);
  expect(printer.hasSaved(target)).toBe(true);
  expect(printer.hasSaved("/etc/passwd")).toBe(false);
});

test("[SH-16] E16 who closes the dialog has saved nothing", async () => {
  const { printer } = press({ where: null });
  expect(await printer.toPdf(document)).toEqual({ saved: false });
});

test("[SH-16] E16 a full disk is told, and no half file stands", async () => {
  const { printer, setRoom, target } = press();
  setRoom(3);
  await expect(printer.toPdf(document)).rejects.toMatchObject({ name: "Unavailable", reason: "disk-full" });
  expect(existsSync(target)).toBe(false);
  expect(printer.hasSaved(target)).toBe(false);
});

test.each([
  ["cannot be loaded", () => Promise.reject(new Error("ERR_FAILED"))],
  ["hangs", () => new Promise<void>(() => undefined)],
])("[SH-16] E16 a document that %s is a fault of printing, and its window goes", async (_how, load) => {
  const { printer, said, shelf } = press({ load });
  await expect(printer.toPdf(document)).rejects.toMatchObject({ reason: "printer" });
  expect(said("destroy")).toHaveLength(1);
  const [, url] = said("load")[0] ?? [];
  expect((await shelf.serve(new Request(String(url)))).status).toBe(404);
});

test("[SH-16] E16 paper goes through the system's dialog; closing it is an end, a broken printer a fault", async () => {
  const good = press();
  await good.printer.onPaper(document);
  expect(good.said("paper")).toEqual([["paper", paperOptions]]);
  expect(paperOptions).toMatchObject({ silent: false, pageSize: "A4" });
  await press({ print: [false, "Print job canceled"] }).printer.onPaper(document);
  await expect(press({ print: [false, "Invalid printer settings"] }).printer.onPaper(document)).rejects.toMatchObject({
    reason: "printer",
  });
});

test("[SH-16] E16 only pictures that a document on the shelf names are given, as what their bytes are", async () => {
  const shelf = printShelf(blobs);
  const ask = async (name: { account: string; sha256: string }): Promise<Response> =>
    shelf.serve(new Request(`app://blob/${name.account}/${name.sha256}`));
  expect((await ask(picture(jpeg))).status).toBe(404);
  const address = shelf.put({ html: "", images: [picture(jpeg), picture(script)] });
  const answer = await ask(picture(jpeg));
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(hashOf(new Uint8Array(await answer.arrayBuffer()))).toBe(hashOf(jpeg));
  expect((await ask(picture(script))).status).toBe(404);
  expect((await ask({ ...picture(jpeg), account: otherAccount })).status).toBe(404);
  expect((await ask({ account: someAccount, sha256: sha256("0".repeat(64)) })).status).toBe(404);
  expect((await shelf.serve(new Request(`${address}/x`))).status).toBe(404);
  expect((await shelf.serve(new Request("app://bundle/index.html"))).status).toBe(404);
  shelf.drop(address);
  expect((await ask(picture(jpeg))).status).toBe(404);
});
