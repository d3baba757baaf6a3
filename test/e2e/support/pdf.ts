import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";

export type PrintedPdf = Readonly<{ text: string; pages: number; bytes: Buffer }>;

/** Prints the page as the print dialog would and reads the text of the PDF back. White space is folded. */
export async function printPdf(page: Page): Promise<PrintedPdf> {
  await page.locator("[data-print-ready=true]").waitFor();
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-pdf-"));
  const file = path.join(folder, "paper.pdf");
  writeFileSync(file, bytes);
  const raw = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  rmSync(folder, { recursive: true, force: true });
  return { text: raw.replace(/\s+/g, ""), pages: raw.split("\f").length - 1, bytes };
}
