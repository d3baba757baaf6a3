import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
let project = "";

/** A project of two small commands around the real front door and the real packages. */
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), "lxq-run-"));
  mkdirSync(path.join(project, "scripts"));
  copyFileSync(path.join(root, "scripts/run.mjs"), path.join(project, "scripts/run.mjs"));
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(path.join(root, file), path.join(project, file));
  symlinkSync(path.join(root, "node_modules"), path.join(project, "node_modules"), "junction");
  writeFileSync(
    path.join(project, "scripts/echo.ts"),
    `const words: readonly string[] = process.argv.slice(2);
     console.log(JSON.stringify({ words, node: process.version, path: process.env["PATH"] }));
     process.exitCode = 7;`,
  );
  writeFileSync(
    path.join(project, "scripts/wait.ts"),
    `process.on("SIGTERM", () => process.exit(5)); console.log("waiting"); setInterval(() => undefined, 1000);`,
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(words: readonly string[], nodeFlags: readonly string[] = []) {
  return spawnSync(process.execPath, [...nodeFlags, "scripts/run.mjs", ...words], { cwd: project, encoding: "utf8" });
}

test("[AR-8] a command runs under Node 24 with its arguments, and its exit code is kept", () => {
  const { status, stdout } = run(["echo", "offline-day", "two words"]);
  const seen = JSON.parse(stdout) as { words: string[]; node: string; path: string };
  expect(seen.words).toEqual(["offline-day", "two words"]);
  expect(seen.node).toMatch(/^v24\./);
  expect(seen.path).toContain(path.join(project, "node_modules", ".bin"));
  expect(status).toBe(7);
});

test("[AR-8] an unknown command is refused with a clear line", () => {
  const { status, stderr } = run(["nonsense"]);
  expect(status).toBe(1);
  expect(stderr).toContain("No such command: nonsense");
});

test("[AR-8] a Node older than 20 is told so", () => {
  const pretend = `data:text/javascript,Object.defineProperty(process,"version",{value:"v18.19.0"})`;
  const { status, stderr } = run(["echo"], ["--import", pretend]);
  expect(status).toBe(1);
  expect(stderr).toContain("Node 20 or newer is needed; this is v18.19.0");
});

test.runIf(process.platform !== "win32")("[AR-8] a signal reaches the command, and its answer comes back", async () => {
  const child = spawn(process.execPath, ["scripts/run.mjs", "wait"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code).toBe(5);
});
