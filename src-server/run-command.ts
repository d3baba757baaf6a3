import { mkdirSync } from "node:fs";
import path from "node:path";
import { pino } from "pino";

import { readConfig } from "./config.ts";
import { endWith, say } from "./end-with.ts";
import { openStore } from "./store/open-store.ts";
import { readResources } from "./store/read-resources.ts";
import { openProvince } from "./sync/open-province.ts";
import type { Province } from "./sync/province.ts";

/**
 * Runs an operator's command on the province's database, as the environment names it (DATABASE_URL or LXQ_DATA), says
 * what the work returns, and ends the process: 0, 1 for what cannot be, 3 when another process has the data folder.
 * @param work is told where the province keeps its files
 */
export async function runCommand(work: (province: Province, filesFolder: string) => Promise<string>): Promise<never> {
  try {
    const config = readConfig(process.env, path.resolve(import.meta.dirname, ".."));
    mkdirSync(config.dataFolder, { recursive: true });
    const log = pino({ level: "error" }, process.stderr);
    const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.dataFolder }, log);
    try {
      const province = await openProvince({ store, resources: readResources(), now: config.now, log });
      say(await work(province, path.join(config.dataFolder, "files")));
    } finally {
      await store.close();
    }
    return process.exit(0);
  } catch (error) {
    return endWith(error);
  }
}
