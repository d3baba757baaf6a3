import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";

export type PrintedPdf = Readonly<{ text: string; pages: number; bytes: Buffer }>;

/**
 * Prints the page as the print dialog would and reads the text of the PDF back, white space taken out. The text comes in
 * the order it was drawn, so that the watermark, which lies across the page, does not cut other sentences in two.
 */
export async function printPdf(page: Page): Promise<PrintedPdf> {
  await page.locator("[data-print-ready=true]").waitFor();
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-pdf-"));
  const file = path.join(folder, "paper.pdf");
  writeFileSync(file, bytes);
  const raw = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
  rmSync(folder, { recursive: true, force: true });
  return { text: raw.replace(/\s+/g, ""), pages: raw.split("\f").length - 1, bytes };
}
