import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const graceMs = 5000;

/** Every process below `pid` right now, children before grandchildren; empty where the system cannot tell. */
function descendantsOf(pid: number): readonly number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const childrenOf = new Map<number, number[]>();
  for (const line of (stdout ?? "").split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child === undefined || parent === undefined) continue;
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  for (const queue = [pid]; queue.length > 0;) {
    const children = childrenOf.get(queue.shift() ?? 0) ?? [];
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false; // it ended by itself in the meantime
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ends a process and everything it started: politely first, for good after five seconds. */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  const family = [pid, ...descendantsOf(pid)];
  family.forEach((member) => signal(member, "SIGTERM"));
  for (const until = Date.now() + graceMs; Date.now() < until && family.some(isRunning);) await sleep(50);
  family.forEach((member) => signal(member, "SIGKILL"));
}

/** The same without waiting, for the last moment of this process. */
export function killTreeNow(pid: number): void {
  for (const member of [...descendantsOf(pid), pid]) signal(member, "SIGKILL");
}
