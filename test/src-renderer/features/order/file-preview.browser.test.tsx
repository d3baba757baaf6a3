import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { Attachment } from "../../../../src-shared/domain/work-order/attachment.ts";
import { sha256 } from "../../../../src-shared/kernel/ids.ts";
import type { FakeDesk } from "../../../support/fake-desk.ts";
import { drawnPicture } from "../../../support/fake-files.ts";
import { fakeNow } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const fileOf = (letter: string, name: string, type: Attachment["type"]): Attachment => ({
  sha256: sha256(letter.repeat(64)),
  name,
  type,
  size: 4 * 1024 * 1024,
  evidence: "",
  caption: "",
  addedBy: "秦若谷",
  addedAt: fakeNow,
  stored: true,
});
const slip = fileOf("a", "工资条.jpg", "image/jpeg");
const gate = fileOf("b", "厂门.jpg", "image/jpeg");
const contract = fileOf("c", "合同.pdf", "application/pdf");

async function showFiles(...attachments: readonly Attachment[]): Promise<FakeDesk> {
  const desk = showOrder(people.county, { ...wagesInHandling().order, attachments: [...attachments] });
  await page.getByRole("tab", { name: /附件/ }).click();
  return desk;
}

const look = (file: Attachment): Promise<void> => page.getByRole("button", { name: `查看 ${file.name}` }).click();
const dialog = page.getByRole("dialog");

test("[FI-44] pictures are looked at by keyboard alone: zoom, turn, the next and the previous one", async () => {
  await showFiles(slip, gate);
  await look(slip);
  await expect.element(page.getByRole("heading", { name: "工资条.jpg（第 1 份，共 2 份）" })).toBeVisible();
  const picture = dialog.getByRole("img", { name: "工资条.jpg，已转正" });
  await expect.element(picture).toBeVisible();
  await expect.poll(() => dialog.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("+");
  await expect.element(dialog.getByText("125%")).toBeVisible();
  await userEvent.keyboard("r");
  await expect.element(picture).toHaveAttribute("style", expect.stringContaining("rotate(90deg)"));
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(page.getByRole("heading", { name: "厂门.jpg（第 2 份，共 2 份）" })).toBeVisible();
  await expect.element(dialog.getByText("100%")).toBeVisible();
  await userEvent.keyboard("{ArrowRight}{ArrowLeft}");
  await expect.element(page.getByRole("heading", { name: "工资条.jpg（第 1 份，共 2 份）" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog).not.toBeInTheDocument();
});

test("[FI-43] a file that is not here says so, and is fetched when the line is back", async () => {
  const desk = await showFiles(slip);
  desk.cut();
  desk.files.put(slip.sha256, "offline");
  await look(slip);
  await expect.element(dialog.getByText(/还没有取到本机，现在没有网络/)).toBeVisible();
  desk.files.put(slip.sha256, await drawnPicture());
  desk.restore();
  await expect.element(dialog.getByRole("img", { name: "工资条.jpg，已转正" })).toBeVisible();
});

test.each([
  ["pending", /原件还没有到达省平台/],
  ["no-right", /省平台不再向本单位提供这份文件/],
  ["damaged", /取回的内容与原件不一致/],
  ["too-many-pixels", /超过 1.2 亿像素/],
  ["unreadable", /在这里打不开/],
] as const)("[FI-43] why it is not shown: %s", async (why, words) => {
  const desk = await showFiles(slip);
  desk.files.put(slip.sha256, why);
  await look(slip);
  await expect.element(dialog.getByText(words)).toBeVisible();
});

test("[FI-42] a file that comes says how far it is and how long it takes, and can be stopped", async () => {
  const desk = await showFiles(slip);
  desk.files.put(slip.sha256, new Promise<Blob>(() => undefined));
  await look(slip);
  const { sha256: hash, name, size } = slip;
  desk.files.downloads.next([{ sha256: hash, name, size, got: 1024 * 1024, secondsLeft: 130 }]);
  await expect
    .element(dialog.getByText("正在从省平台取回，已到 1.0 MB，共 4.0 MB（25%） · 还需约 3 分钟"))
    .toBeVisible();
  await dialog.getByRole("button", { name: "停止 工资条.jpg" }).click();
  expect(desk.files.stopped).toEqual([hash]);
});

test("[FI-32] 保存原件 gives the bytes as they were attached", async () => {
  const desk = await showFiles(slip);
  const original = vi.spyOn(desk.files, "original").mockResolvedValue({ ok: true, blob: new Blob(["EXIF and all"]) });
  const saved: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download, this.href);
  });
  await look(slip);
  await dialog.getByRole("button", { name: "保存原件" }).click();
  await expect.poll(() => saved[0]).toBe("工资条.jpg");
  expect(await (await fetch(saved[1] ?? "")).text()).toBe("EXIF and all");
  click.mockRestore();
  original.mockRestore();
});

/** Two pages with a black field each, and a script that a reader with scripts would run when it is opened. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(globalThis.ran=1)>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R>>endobj
4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 200]/Contents 5 0 R>>endobj
5 0 obj<</Length 26>>stream
0 0 0 rg 20 20 60 40 re f
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`;

/** Width and height of the page drawn, and whether there is black on it. */
function drawn(): readonly [shape: "wide" | "tall" | "none", ink: boolean] {
  const canvas = document.querySelector("canvas");
  const paper = canvas?.getContext("2d");
  if (!canvas || !paper || canvas.width < 50) return ["none", false];
  const { data } = paper.getImageData(0, 0, canvas.width, canvas.height);
  const ink = data.some((value, at) => at % 4 === 0 && value < 20 && (data[at + 3] ?? 0) > 200);
  return [canvas.width > canvas.height ? "wide" : "tall", ink];
}

test("[FI-44] a PDF is shown page by page inside the desk, and nothing in it is run", async () => {
  const desk = await showFiles(contract);
  desk.files.put(contract.sha256, new Blob([pdf], { type: "application/pdf" }));
  await look(contract);
  await expect.element(dialog.getByText("第 1 页，共 2 页")).toBeVisible();
  await expect.poll(drawn).toEqual(["wide", true]);
  await expect.poll(() => dialog.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("{PageDown}");
  await expect.element(dialog.getByText("第 2 页，共 2 页")).toBeVisible();
  await expect.poll(drawn).toEqual(["tall", true]);
  expect("ran" in globalThis).toBe(false);
});

test("[FI-43] a PDF that is none says so", async () => {
  const desk = await showFiles(contract);
  desk.files.put(contract.sha256, new Blob(["%PDF-1.4 and nothing else"], { type: "application/pdf" }));
  await look(contract);
  await expect.element(dialog.getByText(/在这里打不开/)).toBeVisible();
});
