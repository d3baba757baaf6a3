import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { isRunnable, which } from "./which.ts";

const browserCommands = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const browserPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const postgresPlaces = [
  "/usr/lib/postgresql/*/bin",
  "/usr/pgsql-*/bin",
  "/opt/homebrew/opt/postgresql*/bin",
  "/usr/local/opt/postgresql*/bin",
  "C:/Program Files/PostgreSQL/*/bin",
];

/** Some systems put a stub in place of the browser that only says how to install one: ask it its version. */
function answersVersion(file: string): boolean {
  if (process.platform === "win32") return existsSync(file);
  return spawnSync(file, ["--version"], { timeout: 10_000 }).status === 0;
}

/** The Chromium or Chrome to test with: `LXQ_CHROMIUM`, the system's, else the one Playwright downloaded. */
export function findChromium(): string | undefined {
  const named = process.env["LXQ_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const candidates = [...browserCommands.map(which), ...browserPlaces, chromium.executablePath()];
  return candidates.find((file): file is string => file !== undefined && isRunnable(file) && answersVersion(file));
}

function newestFirst(left: string, right: string): number {
  return right.localeCompare(left, "en", { numeric: true });
}

/** Folder with `initdb` and `postgres`: `LXQ_POSTGRES_BIN`, else the newest the system has. */
export function findPostgresBin(): string | undefined {
  const named = process.env["LXQ_POSTGRES_BIN"];
  if (named !== undefined && named !== "") return named;
  const onPath = which("initdb");
  const folders = [...postgresPlaces.flatMap((place) => globSync(place)).toSorted(newestFirst)];
  if (onPath !== undefined) folders.push(path.dirname(onPath));
  return folders.find((folder) => isRunnable(path.join(folder, "initdb")) && isRunnable(path.join(folder, "postgres")));
}

/** `pdftotext` of poppler, which the tests read printed pages with. */
export function findPdftotext(): string | undefined {
  return which("pdftotext");
}

/** Whether Chinese text can be drawn. Only Linux leaves this to the system's administrator. */
export function hasChineseFont(): boolean {
  if (process.platform !== "linux") return true;
  const { stdout } = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" });
  return (stdout ?? "").trim() !== "";
}

/** Whether the Electron binary has been fetched; the npm package alone does not bring it. */
export function hasElectronBinary(root: string): boolean {
  return existsSync(path.join(root, "node_modules/electron/path.txt"));
}
