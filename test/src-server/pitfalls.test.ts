import { PGlite } from "@electric-sql/pglite";
import { readFileSync } from "node:fs";
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
  expect(readFileSync(inRoot("src-server/store/open-store.ts"), "utf8")).toMatch(/log\.warn\("PGlite .*trial/);
});

test("[PF-15] a folder that one process has is refused to another before PGlite opens it", () => {
  const folder = temporaryFolder();
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderTaken);
  release();
  lockFolder(folder)();
  const opening = readFileSync(inRoot("src-server/store/open-pglite.ts"), "utf8");
  expect(opening.indexOf("lockFolder(")).toBeLessThan(opening.indexOf("new PGlite({ dataDir"));
});
