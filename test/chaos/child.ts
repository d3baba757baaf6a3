import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** A child process whose lines are read to the last one, also after it was killed. */
export type Child = Readonly<{
  pid: number;
  /** Settles when it has ended and everything it wrote has been read. */
  ended: Promise<number | null>;
  hasEnded: () => boolean;
  tell: (line: string) => void;
  /** SIGKILL: no handler, no flush, no goodbye. */
  kill: () => Promise<void>;
  process: ChildProcess;
}>;

export type ChildWish = Readonly<{
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  onLine: (line: string) => void;
  onError?: (text: string) => void;
}>;

/** Starts a program with our own Node. */
export function startChild({ args, env = {}, onLine, onError }: ChildWish): Child {
  const child = spawn(process.execPath, [...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  child.stdin.on("error", () => undefined); // it is being killed all the time
  child.stderr.setEncoding("utf8").on("data", (text: string) => onError?.(text));
  createInterface({ input: child.stdout }).on("line", onLine);
  const goneToo = (): void => void child.kill("SIGKILL");
  process.once("exit", goneToo);
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      hasEnded = true;
      process.off("exit", goneToo);
      resolve(code);
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => hasEnded,
    tell: (line) => void child.stdin.write(`${line}\n`),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    process: child,
  };
}
