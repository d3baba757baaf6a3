import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { hasElectronBinary } from "../system/find-system.ts";
import { which } from "../system/which.ts";
import { packageBin, root } from "./paths.ts";
import { runNode } from "./run-process.ts";
import { say } from "./say.ts";

const fetchTimeoutMs = 120_000;

function hasDisplay(): boolean {
  if (process.env["CI"] !== undefined) return false;
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return [process.env["DISPLAY"], process.env["WAYLAND_DISPLAY"]].some((name) => name !== undefined && name !== "");
}

/** Electron's sandbox does not work for root, and we do not switch it off. */
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The npm package of Electron brings its binary only when asked; one try, within a time limit. */
async function fetchElectron(): Promise<boolean> {
  if (hasElectronBinary(root)) return true;
  say("正在取得 Electron · Fetching the Electron binary, once …");
  await runNode(packageBin("electron", "install.js"), [], { timeoutMs: fetchTimeoutMs });
  return hasElectronBinary(root);
}

function openBrowser(url: string): void {
  const opener = { darwin: "open", win32: "explorer" }[String(process.platform)] ?? "xdg-open";
  const program = which(opener);
  if (program === undefined || !existsSync(program)) return;
  spawn(program, [url], { stdio: "ignore", detached: true })
    .on("error", () => undefined) // the address is on the screen; a person can open it
    .unref();
}

function openElectron(url: string): void {
  const binary = packageBin("electron", "cli.js");
  const child = spawn(process.execPath, [binary, root], {
    stdio: "ignore",
    env: { ...process.env, LXQ_SERVER: url },
  });
  process.once("exit", () => child.kill());
  child.on("exit", () => say(`桌面已关闭，省级服务仍在运行 · The desk is closed; the province still runs at ${url}`));
}

/** Opens the desk in Electron where that is possible, else in the browser, and says which in one line. */
export async function openDesk(url: string): Promise<void> {
  if (!hasDisplay()) {
    say(`没有显示器，请在浏览器中打开 · No display here: the desk opens in a browser at ${url}`);
    return;
  }
  if (!isRoot() && (await fetchElectron())) {
    say(`已用 Electron 打开工作台 · The desk opens in Electron; the province is at ${url}`);
    openElectron(url);
    return;
  }
  const why = isRoot() ? "Electron does not run as root" : "the Electron binary cannot be had here";
  say(`请在浏览器中打开 · The desk opens in the browser at ${url} (${why})`);
  openBrowser(url);
}
