#!/usr/bin/env node
/**
 * Front door of every npm script: `node scripts/run.mjs <command> [arguments]`.
 * Plain JavaScript on purpose, so that it runs on whatever Node the machine has; it makes sure the packages of the
 * lock file and the project's own Node are there, then hands over to scripts/<command>.ts.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const oldestNode = 20;
const projectNode = 24;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const lockFile = path.join(root, "package-lock.json");
const stampFile = path.join(modules, ".lianxinqiao-stamp");

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(...lines) {
  lines.forEach(say);
  process.exit(1);
}

function majorOf(version) {
  return Number(version.replace(/^v/, "").split(".")[0]);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function currentStamp() {
  const lock = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  return `${lock} ${process.platform}-${process.arch}\n`;
}

/** True when what npm says it installed is what the lock file asks for; packages of other systems may be absent. */
function installedMatchesLock() {
  const wanted = readJson(lockFile)?.packages ?? {};
  const installed = readJson(path.join(modules, ".package-lock.json"))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "") return true;
    const found = installed[place];
    return found ? found.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

/** npm itself, without a shell where we were started by npm, else through the shell's search path. */
function npm(...words) {
  const own = process.env.npm_execpath;
  const viaNode = own !== undefined && /\.c?js$/.test(own) && existsSync(own);
  const [file, args, shell] = viaNode ? [process.execPath, [own, ...words], false] : ["npm", words, true];
  return spawnSync(shell ? [file, ...args].join(" ") : file, shell ? [] : args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell,
  });
}

function ensurePackages() {
  const stamp = currentStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!installedMatchesLock()) {
    const began = Date.now();
    say("正在安装依赖，首次约需一两分钟 · Installing packages, a minute or two the first time …");
    const result = npm("ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error");
    if (result.error || result.status !== 0) {
      stop(
        "安装失败 · npm ci failed. The lines above say why: usually no line to the package registry, or a full disk.",
        "Try `npm ci` by hand in this folder, then run the command again.",
      );
    }
    say(`依赖已装好 · Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  }
  writeFileSync(stampFile, stamp);
}

function nodeInModules() {
  return path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

function worksAsProjectNode(file) {
  if (!existsSync(file)) return false;
  const { status, stdout } = spawnSync(file, ["--version"], { encoding: "utf8" });
  return status === 0 && majorOf(stdout.trim()) === projectNode;
}

/** The `node` package fetches its binary in an install script, which npm skips when scripts are switched off. */
function installProjectNode() {
  const folder = path.join(modules, "node");
  const script = path.join(folder, "installArchSpecificPackage.js");
  if (!existsSync(script)) return;
  say(`正在取得 Node ${projectNode} · Fetching Node ${projectNode} (its install script was skipped) …`);
  spawnSync(process.execPath, [script], { cwd: folder, stdio: ["ignore", 2, 2] });
}

function findProjectNode() {
  if (worksAsProjectNode(nodeInModules())) return nodeInModules();
  if (majorOf(process.version) === projectNode) return process.execPath;
  installProjectNode();
  if (worksAsProjectNode(nodeInModules())) return nodeInModules();
  return stop(
    `需要 Node ${projectNode} · Node ${projectNode} is needed and could not be installed from the package \`node\`.`,
    `This is Node ${process.version}. Run \`npm rebuild node\`, or install Node ${projectNode} and try again.`,
  );
}

function handOver(node, script, words) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const search = [path.dirname(node), path.join(modules, ".bin"), process.env[pathKey]].filter(Boolean);
  const env = { ...process.env, [pathKey]: search.join(path.delimiter) };
  const child = spawn(node, [script, ...words], { cwd: root, stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (cause) => stop(`Could not start ${node}: ${cause.message}`));
  child.on("exit", (code, signal) => {
    process.exit(code ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 1));
  });
}

if (majorOf(process.version) < oldestNode) {
  stop(`需要 Node ${oldestNode} 或更新版本 · Node ${oldestNode} or newer is needed; this is ${process.version}.`);
}
const [command, ...given] = process.argv.slice(2);
/** npm swallows the first `--`; whoever runs this file without npm writes it all the same. */
const words = given[0] === "--" ? given.slice(1) : given;
const script = path.join(root, "scripts", `${command ?? ""}.ts`);
if (!command || !/^[a-z0-9-]+$/.test(command) || !existsSync(script)) {
  stop(`没有这个命令 · No such command: ${command ?? "(none)"}. See "scripts" in package.json.`);
}
ensurePackages();
handOver(findProjectNode(), script, words);
