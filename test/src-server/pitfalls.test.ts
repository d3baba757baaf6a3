import { PGlite } from "@electric-sql/pglite";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { inRoot } from "../../scripts/support/paths.ts";
import { FolderTaken, lockFolder } from "../../src-server/store/folder-lock.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("[PF-14] PGlite still runs without fsync and as superuser, and the province says what it is for", async () => {
  const database = await PGlite.create();
  onTestFinished(() => database.close());
  const asked = await database.query<{ fsync: string; super: string }>(
    "SELECT current_setting('fsync') AS fsync, current_setting('is_superuser') AS super",
  );
  expect(asked.rows).toEqual([{ fsync: "off", super: "on" }]);
  await database.exec(`
    CREATE TABLE letters (words text);
    ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
    ALTER TABLE letters FORCE ROW LEVEL SECURITY;
    INSERT INTO letters VALUES ('for nobody');`);
  expect((await database.query("SELECT * FROM letters")).rows, "row rights do not bind").toHaveLength(1);
  expect(readFileSync(inRoot("src-server/store/open-store.ts"), "utf8")).toMatch(/log\.warn\("PGlite .*trial/);
}, 60_000);

test("[PF-15] PGlite still lets two write one folder, and forgets what one of them was told is there", async () => {
  const dataDir = path.join(temporaryFolder(), "database");
  const first = await PGlite.create({ dataDir });
  await first.exec("CREATE TABLE rows (id int PRIMARY KEY); CHECKPOINT;");
  const second = await PGlite.create({ dataDir });
  let told = 0;
  const write = async (one: PGlite, id: number): Promise<void> => {
    await one.query("INSERT INTO rows VALUES ($1)", [id]);
    told += 1;
  };
  for (let id = 0; id < 300; id += 1) await write(id % 2 === 0 ? first : second, id).catch(() => undefined);
  await second.close().catch(() => undefined);
  await first.close().catch(() => undefined);
  const after = await PGlite.create({ dataDir });
  onTestFinished(() => after.close());
  const { rows } = await after.query("SELECT id FROM rows");
  expect(told).toBeGreaterThan(150);
  expect(rows.length).toBeLessThan(told);
}, 60_000);

test("[PF-15] a folder that one process has is refused to another before PGlite opens it", () => {
  const folder = temporaryFolder();
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderTaken);
  release();
  lockFolder(folder)();
  const opening = readFileSync(inRoot("src-server/store/open-pglite.ts"), "utf8");
  expect(opening.indexOf("lockFolder(")).toBeLessThan(opening.indexOf("new PGlite({ dataDir"));
});
