import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { killTreeNow } from "../../../scripts/support/process-tree.ts";
import type { Seat } from "./desk.ts";

const goneWithinMs = 10_000;

/**
 * Pulls the plug of a browser: SIGKILL to every process that works on its profile, the browser's own first in line, and
 * returns when all of them are gone. The profile can then be opened again as after a power cut.
 */
export async function killSeat(seat: Seat): Promise<void> {
  const ended = new Promise<void>((resolve) => void seat.context.once("close", () => resolve()));
  if (!workersOn(seat.profile).includes(seat.pid)) throw new Error(`${seat.pid} is not the browser of ${seat.profile}`);
  killTreeNow(seat.pid);
  for (const until = Date.now() + goneWithinMs; ; await sleep(20)) {
    const left = workersOn(seat.profile);
    if (left.length === 0) break;
    if (Date.now() > until) throw new Error(`still running on ${seat.profile}: ${left.join(" ")}`);
    left.forEach(killTreeNow);
  }
  await ended;
  for (const name of ["Lock", "Cookie", "Socket"]) rmSync(path.join(seat.profile, `Singleton${name}`), { force: true });
}

/** The processes whose command line names the profile. */
function workersOn(profile: string): readonly number[] {
  const list = execFileSync("ps", ["-A", "-ww", "-o", "pid=,stat=,args="], { encoding: "utf8", maxBuffer: 64e6 });
  return list
    .split("\n")
    .filter((line) => line.includes(`--user-data-dir=${profile}`) && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number(/^\s*(\d+)/.exec(line)?.[1]))
    .filter((pid) => pid > 0 && pid !== process.pid);
}
