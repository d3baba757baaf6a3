import { packageBin } from "../support/paths.ts";
import { runNode, runProcess } from "../support/run-process.ts";
import { complain, say } from "../support/say.ts";
import { findChromium, findPdftotext, findPostgresBin, hasChineseFont } from "./find-system.ts";
import { which } from "./which.ts";

const installTimeoutMs = 5 * 60_000;
const quiet = { DEBIAN_FRONTEND: "noninteractive" };

/** One thing the tests need from the machine. */
type Need = Readonly<{
  name: string;
  isThere: () => boolean;
  /** Debian packages that bring it. */
  packages: readonly string[];
  /** What to try where the package manager cannot help. */
  otherwise?: () => Promise<void>;
  /** What a person can do, when all else failed. */
  advice: string;
}>;

export type SystemParts = Readonly<{
  chromium: string | undefined;
  postgresBin: string | undefined;
  pdftotext: string | undefined;
  /** What is missing and what to do about it, one line each; empty when everything is there. */
  missing: readonly string[];
}>;

const needs: readonly Need[] = [
  {
    name: "Chromium",
    isThere: () => findChromium() !== undefined,
    packages: ["chromium"],
    otherwise: downloadChromium,
    advice: "install chromium or Google Chrome, or name one with LXQ_CHROMIUM=/path",
  },
  {
    name: "中文字体 · a Chinese font",
    isThere: hasChineseFont,
    packages: ["fontconfig", "fonts-noto-cjk"],
    advice: "install fonts-noto-cjk (Noto Sans CJK SC)",
  },
  {
    name: "PostgreSQL",
    isThere: () => findPostgresBin() !== undefined,
    packages: ["postgresql"],
    advice: "install PostgreSQL 15 or newer (server programs), or name its folder with LXQ_POSTGRES_BIN=/path/bin",
  },
  {
    name: "pdftotext",
    isThere: () => findPdftotext() !== undefined,
    packages: ["poppler-utils"],
    advice: "install poppler (poppler-utils)",
  },
];

async function downloadChromium(): Promise<void> {
  const cli = packageBin("playwright", "cli.js");
  await runNode(cli, ["install", "chromium", "--no-shell"], { timeoutMs: installTimeoutMs });
}

function canUseApt(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && which("apt-get") !== undefined;
}

let listsAreFresh = false;

/** Installs Debian packages; the package lists are fetched once, and only when something is missing. */
async function aptInstall(packages: readonly string[]): Promise<void> {
  if (!listsAreFresh) {
    await runProcess("apt-get", ["-q", "update"], { timeoutMs: installTimeoutMs, env: quiet });
    listsAreFresh = true;
  }
  const words = ["-q", "-y", "--no-install-recommends", "install", ...packages];
  const result = await runProcess("apt-get", words, { timeoutMs: installTimeoutMs, env: quiet });
  if (result.code !== 0) complain(result.output.trim().split("\n").slice(-3).join("\n"));
}

async function provide(need: Need): Promise<string | undefined> {
  if (need.isThere()) return undefined;
  say(`缺少 ${need.name}，正在准备 · ${need.name} is missing, preparing it …`);
  if (canUseApt()) await aptInstall(need.packages);
  if (!need.isThere()) await need.otherwise?.();
  return need.isThere() ? undefined : `${need.name}: not found and could not be installed here; ${need.advice}`;
}

/** Makes sure that what the tests need from the machine is there; what cannot be had is listed, not thrown. */
export async function prepareSystem(): Promise<SystemParts> {
  const missing: string[] = [];
  for (const need of needs) {
    const complaint = await provide(need);
    if (complaint !== undefined) missing.push(complaint);
  }
  return {
    chromium: findChromium(),
    postgresBin: findPostgresBin(),
    pdftotext: findPdftotext(),
    missing,
  };
}
