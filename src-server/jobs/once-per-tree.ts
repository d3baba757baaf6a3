import { minuteMs } from "../../src-shared/kernel/instant.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import { readVersions } from "../store/reference-store.ts";
import type { Province } from "../sync/province.ts";

/** By then every server process follows a new tree of offices, in ms. */
const followedAfterMs = minuteMs;

/**
 * Does work once for each tree of offices, when every server process follows it. `work` says whether all of it is done;
 * if not, it is done again with the next turn of the job.
 * @param name under which the province keeps the tree for which it was done last
 */
export async function oncePerTree(province: Province, name: string, work: () => Promise<boolean>): Promise<void> {
  const { db } = province.store;
  const version = province.reference.versionOf("offices");
  if ((await readOrMake(db, name, () => "")) === version) return;
  const [latest] = await readVersions(db, "offices");
  if (latest?.version !== version || province.now() < latest.publishedAt + followedAfterMs) return;
  if (await work()) await writeMeta(db, name, version);
}
