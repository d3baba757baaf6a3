import { type ChildProcess, spawn } from "node:child_process";
import { killTree, killTreeNow } from "./process-tree.ts";
import { root } from "./paths.ts";

export type RunOptions = Readonly<{
  env?: NodeJS.ProcessEnv;
  /** Ends the process and everything it started after this long. */
  timeoutMs: number;
  /** Shows the output as it comes; it is collected either way. */
  show?: boolean;
}>;

export type RunResult = Readonly<{
  /** Exit code; 1 when it could not start, was killed or ran out of time. */
  code: number;
  timedOut: boolean;
  /** Standard output and standard error as they came, mixed. */
  output: string;
}>;

const running = new Set<ChildProcess>();
function endRunning(): void {
  for (const child of running) if (child.pid !== undefined) killTreeNow(child.pid);
}
process.on("exit", endRunning);
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    endRunning();
    const nobodyElseListens = process.listenerCount(name) === 1;
    if (nobodyElseListens) process.exit(name === "SIGINT" ? 130 : 143);
  });
}

/** Runs one command to its end, within a time limit, with its input closed. Never rejects. */
export async function runProcess(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const chunks: Buffer[] = [];
  const collect = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
    chunks.push(chunk);
    if (options.show === true) to.write(chunk);
  };
  child.stdout.on("data", collect(process.stdout));
  child.stderr.on("data", collect(process.stderr));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    if (child.pid !== undefined) void killTree(child.pid);
  }, options.timeoutMs);
  const code = await new Promise<number>((resolve) => {
    child.on("error", (cause) => {
      chunks.push(Buffer.from(`${cause.message}\n`));
      resolve(1);
    });
    child.on("close", (exitCode) => resolve(exitCode ?? 1));
  });
  clearTimeout(timer);
  running.delete(child);
  return { code: timedOut ? 1 : code, timedOut, output: Buffer.concat(chunks).toString("utf8") };
}

/** Runs a script of the repository or of a package with the Node that runs us. */
export function runNode(script: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return runProcess(process.execPath, [script, ...args], options);
}
