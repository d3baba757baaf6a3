import { execFile } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { promisify } from "node:util";

import { inRoot } from "../../../scripts/support/paths.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";

/** Copies a working province's folder to `backup`. Held still, so that the copy is of one moment, as a machine's snapshot is. */
export function backUp({ pid, folder }: Province, backup: string): void {
  process.kill(pid, "SIGSTOP");
  cpSync(folder, backup, { recursive: true });
  process.kill(pid, "SIGCONT");
}

/** Stops a province, puts its folder back to `backup` as the manual says, and starts it at its old address. */
export async function putBack(province: Province, backup: string): Promise<Province> {
  const { folder, url } = province;
  await province.stop();
  rmSync(folder, { recursive: true });
  cpSync(backup, folder, { recursive: true });
  await promisify(execFile)(process.execPath, ["src-server/new-epoch.ts"], {
    cwd: inRoot("."),
    env: { ...process.env, LXQ_DATA: folder },
  });
  return startProvince({ folder, port: Number(new URL(url).port) });
}
