import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { maxAttachmentBytes } from "../../../src-shared/domain/work-order/attachment.ts";
import { attach, tidyFileName } from "../../../src-renderer/data/files.ts";
import { readLedger } from "../../../src-renderer/data/outbox.ts";
import { sniffType } from "../../../src-shared/domain/work-order/sniff-type.ts";
import { jobsOf, openUploads } from "../../../src-renderer/data/uploads.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskParts, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

async function atCounty() {
  const desk = await deskParts();
  parts = desk;
  const { now } = storyAt("handling");
  await desk.mirror.store([row(now)], desk.standpoint(), 1);
  const uploads = await openUploads(desk.box);
  const { blobs, space } = memoryPlatform(desk.disk, "");
  const { mirror, outbox, submit } = desk;
  const files = { mirror, outbox, blobs: blobs(desk.account), space, uploads, submit };
  return { desk, uploads, add: (file: File) => attach(files, now.id, { file, caption: " 照片 " }) };
}

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
const fileOf = (bytes: readonly number[], name: string): File => new File([Uint8Array.from(bytes)], name);

test("[OB-16] a file is stored under its hash, then the step, then its upload waits; so also after a rebuild", async () => {
  const { desk, uploads, add } = await atCounty();
  const said = await add(fileOf(png, "C:\\fakepath\\工资条.png"));
  expect(said).toMatchObject({
    ok: true,
    attachment: { name: "工资条.png", type: "image/png", size: 11, caption: "照片", stored: false },
  });
  const hash = said.ok ? said.attachment.sha256 : null;
  expect([...desk.disk.blobs.keys()]).toEqual([hash]);
  expect(uploads.jobs()).toMatchObject([{ sha256: hash, name: "工资条.png", url: null }]);
  expect(jobsOf(readLedger(desk.disk.journals.get(desk.account) ?? []))).toEqual(uploads.jobs());
  expect(await add(fileOf(png, "再来一次.png"))).toEqual({ ok: false, refusal: "file-known" });
});

test("[OB-16] [FI-25] what is too large, or nothing an order takes, is refused before anything is stored", async () => {
  const { desk, add } = await atCounty();
  const large = Object.defineProperty(fileOf(png, "大.png"), "size", { value: maxAttachmentBytes + 1 });
  expect(await add(large)).toEqual({ ok: false, refusal: "file-too-large" });
  expect(await add(fileOf([0x4d, 0x5a, 0, 1], "照片.png"))).toEqual({ ok: false, refusal: "file-type" });
  expect(await add(fileOf([], "空.txt"))).toEqual({ ok: false, refusal: "file-empty" });
  desk.disk.space = "no-new-files";
  expect(await add(fileOf(png, "满.png"))).toEqual({ ok: false, refusal: "no-new-files" });
  desk.disk.space = "journal-only";
  expect(await add(fileOf(png, "满.png"))).toEqual({ ok: false, refusal: "no-new-files" });
  desk.disk.space = "low";
  desk.disk.isFull = true;
  expect(await add(fileOf(png, "满.png"))).toEqual({ ok: false, refusal: "no-room" });
  expect([desk.disk.blobs.size, desk.outbox.ledger().entries.size]).toEqual([0, 0]);
});

test("[FI-30] a picture with too many pixels is refused before anything is stored", async () => {
  const { desk, add } = await atCounty();
  const header = [...png.slice(0, 8), 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff];
  expect(await add(fileOf(header, "炸弹.png"))).toEqual({ ok: false, refusal: "picture-too-large" });
  expect([desk.disk.blobs.size, desk.outbox.ledger().entries.size]).toEqual([0, 0]);
});

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
test.each([
  ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
  ["image/png", png],
  ["image/webp", ascii("RIFF1234WEBPVP8 ")],
  ["audio/wav", ascii("RIFF1234WAVEfmt ")],
  ["audio/mpeg", ascii("ID3\u0003")],
  ["audio/mpeg", [0xff, 0xfb, 0x90]],
  ["application/pdf", ascii("%PDF-1.7")],
  ["video/mp4", ascii("\u0000\u0000\u0000\u0018ftypmp42")],
  ["text/plain", [...new TextEncoder().encode("情况说明：\r\n已付 4,000 元。")]],
  ["text/plain", [...new TextEncoder().encode("情")].slice(0, 2)],
  [null, ascii("MZ\u0000\u0001")],
  [null, [0xd5, 0xc5, 0xc8, 0xfd, 0xff]],
  [null, ascii("PK\u0003\u0004")],
])("[OB-16] %s is told by its bytes", (type, bytes) => {
  expect(sniffType(Uint8Array.from(bytes))).toBe(type);
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["a\u202Egnp.exe", "agnp.exe"],
  ["\u0000\n", "file"],
  ["", "file"],
  [`${"长".repeat(300)}.jpeg`, `${"长".repeat(175)}.jpeg`],
])("[OB-16] the name %j becomes %j", (name, tidy) => {
  expect(tidyFileName(name)).toBe(tidy);
});
