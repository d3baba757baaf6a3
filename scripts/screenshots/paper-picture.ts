import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { runProcess } from "../support/run-process.ts";

const widthPx = 900;

/** Prints the sheet that the page shows and draws the PDF's first page into a PNG file, 900 px wide. */
export async function drawPaper(page: Page, file: string): Promise<void> {
  await page.locator("[data-print-ready=true]").waitFor();
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-paper-"));
  try {
    const pdf = path.join(folder, "paper.pdf");
    writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const size = ["-scale-to-x", String(widthPx), "-scale-to-y", "-1"];
    const words = ["-png", "-singlefile", "-f", "1", ...size, pdf, file.replace(/\.png$/, "")];
    const { code, output } = await runProcess("pdftoppm", words, { timeoutMs: 60_000 });
    if (code !== 0) throw new Error(`pdftoppm ended with ${code}: ${output}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
