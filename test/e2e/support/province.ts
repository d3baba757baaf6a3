import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** A province as people start it: its own process, its own data folder, demo data, the built desk. */
export type Province = Readonly<{
  url: string;
  pid: number;
  folder: string;
  /** What it wrote to its log so far. */
  log: () => string;
  stop: () => Promise<number>;
  kill: () => Promise<void>;
}>;

export type ProvinceOptions = Readonly<{
  folder?: string;
  port?: number;
  env?: Readonly<Record<string, string>>;
}>;

/** It takes some ten seconds, on a machine that has much else to do ten times as long. */
const readyWithinMs = 180_000;

/** Starts a province and waits until it is ready. */
export async function startProvince(options: ProvinceOptions = {}): Promise<Province> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), "lxq-province-"));
  const child = spawn(process.execPath, ["src-server/main.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      LXQ_DATA: folder,
      LXQ_PORT: String(options.port ?? 0),
      LXQ_DEMO: "1",
      LXQ_WEB: "out/renderer",
      ...options.env,
    },
  });
  const log: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk.toString()));
  const ended = new Promise<number>((done) => child.once("exit", (code) => done(code ?? -1)));
  const url = await readyUrl(child.stdout, ended, log).catch((cause: unknown) => {
    // Left running it would take the next test's share of the machine.
    child.kill("SIGKILL");
    throw cause;
  });
  return {
    url,
    pid: child.pid ?? 0,
    folder,
    log: () => log.join(""),
    stop: async () => {
      child.kill("SIGTERM");
      const code = await ended;
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
      return code;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function readyUrl(
  stdout: NodeJS.ReadableStream,
  ended: Promise<number>,
  log: readonly string[],
): Promise<string> {
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: stdout }).on("line", (line) => {
      const said: unknown = line.startsWith("{") ? JSON.parse(line) : null;
      if (typeof said === "object" && said !== null && "url" in said) resolve(String(said.url));
    });
  });
  const tooLate = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`no province within ${readyWithinMs} ms\n${log.join("")}`)),
      readyWithinMs,
    ).unref();
  });
  const died = ended.then((code) => Promise.reject(new Error(`the province ended with ${code}\n${log.join("")}`)));
  return Promise.race([ready, tooLate, died]);
}
