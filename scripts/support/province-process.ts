import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { inRoot, root } from "./paths.ts";
import { type Ready, readReadyLine } from "./ready-line.ts";
import { complain } from "./say.ts";

const stopTimeoutMs = 15_000;
const warnLevel = 40;

export type ProvinceOptions = Readonly<{
  env: NodeJS.ProcessEnv;
  /** Starts it anew whenever its source changes. */
  watch?: boolean;
}>;

export type ProvinceProcess = Readonly<{
  /** Settles when it listens; rejects when it ended before. */
  ready: Promise<Ready>;
  /** Settles with its exit code. */
  ended: Promise<number>;
  /** Asks it to finish what it is doing and stop; the exit code comes through `ended`. */
  stop: () => void;
}>;

/** Log lines below a warning are of no use to a person at the terminal; plain text is meant for them. */
function forPeople(line: string): boolean {
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return level === undefined ? line.trim() !== "" && !line.startsWith("{") : Number(level) >= warnLevel;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on("error", (cause) => {
      complain(cause.message);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function readyOf(child: ChildProcess, ended: Promise<number>): Promise<Ready> {
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`the province ended with code ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const ready = readReadyLine(line);
      if (ready) resolve(ready);
      else if (forPeople(line)) complain(line);
    });
  });
}

/**
 * Starts the province as a process of its own. It has its own process group, so that Ctrl-C reaches it once, through
 * us, and not a second time through the terminal.
 */
export function startProvince(options: ProvinceOptions): ProvinceProcess {
  const words = [
    ...(options.watch === true ? ["--watch", "--watch-preserve-output"] : []),
    inRoot("src-server/main.ts"),
  ];
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "inherit"],
    detached: process.platform !== "win32",
  });
  const killNow = (): void => void child.kill("SIGKILL");
  process.once("exit", killNow);
  const ended = endOf(child).finally(() => process.off("exit", killNow));
  const ready = readyOf(child, ended);
  ready.catch(() => undefined); // whoever waits for it is told; nobody waiting is no fault
  let stopping = false;
  return {
    ready,
    ended,
    stop: (): void => {
      if (stopping) return;
      stopping = true;
      child.kill("SIGTERM");
      setTimeout(killNow, stopTimeoutMs).unref();
    },
  };
}
