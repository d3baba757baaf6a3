import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";

import { chromiumSwitches } from "../../src-main/services/switches.ts";
import { onPage, openEmptyAddress, type EmptyAddress } from "./support/bare-profile.ts";
import { dropProfile } from "./support/desk.ts";

const name = "王建国甲乙丙";
let address: EmptyAddress;
let profile = "";

test.beforeAll(async () => void (address = await openEmptyAddress()));
test.afterAll(() => void address.server.close());
test.beforeEach(() => void (profile = mkdtempSync(path.join(tmpdir(), "lxq-raw-"))));
test.afterEach(() => dropProfile(profile));

/** The files of the profile that hold the name, in any of the ways in which it may be written. */
function filesWithName(): readonly string[] {
  const wide = Buffer.from(name, "utf16le");
  const ways = [Buffer.from(name), wide, Buffer.from(wide).swap16()];
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => ways.some((way) => contentOf(file).includes(way)));
}

/** A file may go while it is looked for. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Stores documents with the name among others, empties and deletes them, and closes the database: what the mirror does. */
function storeAndForget(page: Page, told: Readonly<{ name: string; forgets: boolean }>): Promise<void> {
  return page.evaluate(async ({ name: worker, forgets }) => {
    const asked = indexedDB.open("copy", 1);
    asked.addEventListener("upgradeneeded", () => void asked.result.createObjectStore("docs"));
    await new Promise((resolve) => void asked.addEventListener("success", resolve));
    const write = async (work: (docs: IDBObjectStore) => void): Promise<void> => {
      const transaction = asked.result.transaction("docs", "readwrite", { durability: "relaxed" });
      work(transaction.objectStore("docs"));
      await new Promise((resolve) => void transaction.addEventListener("complete", resolve));
    };
    const ids = Array.from({ length: 50 }, (_, at) => at);
    if (!forgets) {
      await write((docs) => ids.forEach((id) => docs.put({ body: "其他内容".repeat(200) }, `other ${id}`)));
      await write((docs) => ids.forEach((id) => docs.put({ body: `${worker}反映` }, id)));
    } else {
      await write((docs) => ids.forEach((id) => docs.put({ body: "" }, id)));
      await write((docs) => ids.forEach((id) => docs.delete(id)));
    }
    asked.result.close();
  }, told);
}

/** Which of the profile's files hold the name when it has been stored, and when it has been deleted and the browser closed. */
async function traces(features: string | undefined): Promise<Readonly<{ stored: number; deleted: number }>> {
  const stored = await onPage({ profile, url: address.url, features }, async (page) => {
    await storeAndForget(page, { name, forgets: false });
    const files = filesWithName().length;
    await storeAndForget(page, { name, forgets: true });
    return files;
  });
  return { stored, deleted: filesWithName().length };
}

test("[PF-18] on the desktop no file holds what the copy has deleted, once its database is closed", async () => {
  const { stored, deleted } = await traces(chromiumSwitches["enable-features"]);
  expect(stored, "what is there is found").toBeGreaterThan(0);
  expect(deleted).toBe(0);
});

test("[PF-18] in a browser LevelDB still keeps it", async () => {
  const { stored, deleted } = await traces(undefined);
  expect(stored).toBeGreaterThan(0);
  expect(deleted).toBeGreaterThan(0);
});
