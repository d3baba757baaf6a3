import "fake-indexeddb/auto";
import { setTimeout as sleep } from "node:timers/promises";
import { createRxDatabase, type RxCollection, type RxDatabase } from "rxdb";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { afterEach, expect, test, vi } from "vitest";

import { newAccount } from "./desk-parts.ts";

// [Note: their replication] What is shown here is RxDB's own replication, which we do not use. When a test fails after an
// update, RxDB has closed the pitfall: change the rule, and look at what we do against it (docs/decisions/0012).

type Thing = Readonly<{ id: string }>;
type Things = RxCollection<Thing>;
type Pulled = Readonly<{
  documents: (Thing & { _deleted: boolean })[];
  checkpoint: Readonly<{ at: number }> | undefined;
}>;

const schema = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: { id: { type: "string", maxLength: 9 } },
  required: ["id"],
} as const;

const databases: RxDatabase[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const database of databases.splice(0)) await database.close();
});

async function openThings(): Promise<Things> {
  const storage = getRxStorageDexie();
  const database: RxDatabase = await createRxDatabase({ name: newAccount(), storage, multiInstance: false });
  databases.push(database);
  const { things } = await database.addCollections({ things: { schema } });
  if (things === undefined) throw new Error("no collection");
  return things;
}

type Given = Omit<
  Parameters<typeof replicateRxCollection<Thing, { at: number }>>[0],
  "collection" | "replicationIdentifier"
>;
/** Replicates once, to the end, as a page does that is opened and closed again. */
async function replicated(collection: Things, given: Given): Promise<void> {
  const fixed = { replicationIdentifier: "province", live: false, waitForLeadership: false, retryTime: 10 };
  const state = replicateRxCollection<Thing, { at: number }>({ ...fixed, collection, ...given });
  await state.awaitInitialReplication();
  // Its checkpoints are stored behind its back.
  await state.awaitInSync();
  await state.cancel();
}

const doc = (id: string) => ({ id, _deleted: false });

/** A push handler that keeps what came. */
function receiver(sent: string[]): NonNullable<Given["push"]> {
  return {
    batchSize: 10,
    handler: async (rows) => {
      sent.push(...rows.map(({ newDocumentState }) => newDocumentState.id));
      return [];
    },
  };
}

/**
 * What a page stores that was opened after the clock was set back. RxDB's clock does not run backwards within one page's
 * life, so that it is written as the next page writes it: with the time of then.
 */
async function insertAt(things: Things, id: string, lwt: number): Promise<void> {
  const document = { id, _deleted: false, _attachments: {}, _meta: { lwt }, _rev: "1-another-page" };
  const { error } = await things.internalStorageInstance.bulkWrite([{ document }], "another page");
  expect(error).toEqual([]);
}

test("[PF-1] RxDB's replication still leaves a document unsent for ever that was made after the clock was set back", async () => {
  const sent: string[] = [];
  const things = await openThings();
  await things.insert({ id: "first" });
  await replicated(things, { push: receiver(sent) });
  await insertAt(things, "back", Date.now() - 365 * 86_400_000);
  await replicated(things, { push: receiver(sent) });
  await replicated(things, { push: receiver(sent) });
  expect(await things.findOne("back").exec()).not.toBeNull();
  expect(sent).toEqual(["first"]);
});

test("[PF-2] RxDB's replication still skips a page for good whose storing failed once", async () => {
  const pages: Readonly<Record<number, Pulled>> = {
    0: { documents: [doc("first")], checkpoint: { at: 1 } },
    1: { documents: [doc("second")], checkpoint: { at: 2 } },
    2: { documents: [], checkpoint: undefined },
  };
  const asked: number[] = [];
  const pull: NonNullable<Given["pull"]> = {
    batchSize: 1,
    handler: async (checkpoint) => {
      const at = checkpoint?.at ?? 0;
      asked.push(at);
      // The page before has been stored, or has failed, when the next one comes.
      await sleep(50);
      return pages[at] ?? { documents: [], checkpoint: undefined };
    },
  };
  const things = await openThings();
  const { storageInstance } = things;
  const whole = storageInstance.bulkWrite.bind(storageInstance);
  let broken = 0;
  vi.spyOn(storageInstance, "bulkWrite").mockImplementation(async (rows, context) => {
    if (rows.some(({ document }) => document.id === "first") && broken++ === 0) throw new Error("no room");
    return whole(rows, context);
  });
  await replicated(things, { pull });
  await replicated(things, { pull });
  expect(broken).toBe(1);
  expect(asked).toEqual([0, 1, 2, 2]);
  expect((await things.find().exec()).map(({ id }) => id)).toEqual(["second"]);
});

test("[PF-3] RxDB's replication still sends batches at the same time, so that a later one may arrive first", async () => {
  const arrived: string[] = [];
  let running = 0;
  let most = 0;
  const things = await openThings();
  for (const id of ["1", "2", "3", "4"]) await things.insert({ id });
  await replicated(things, {
    push: {
      batchSize: 1,
      handler: async (rows) => {
        const [id = ""] = rows.map(({ newDocumentState }) => newDocumentState.id);
        most = Math.max(most, (running += 1));
        await sleep(id === "2" ? 200 : 20);
        running -= 1;
        arrived.push(id);
        return [];
      },
    },
  });
  expect(most).toBeGreaterThan(1);
  expect(arrived.indexOf("2")).toBeGreaterThan(arrived.indexOf("3"));
});

test("[PF-4] RxDB's replication still ends the feed at a page shorter than asked for", async () => {
  const asked: number[] = [];
  const things = await openThings();
  await replicated(things, {
    pull: {
      batchSize: 10,
      handler: async (checkpoint) => {
        const at = checkpoint?.at ?? 0;
        asked.push(at);
        return { documents: [doc(`${at}`)], checkpoint: { at: at + 1 } };
      },
    },
  });
  expect(asked).toEqual([0]);
});

test("[PF-5] an empty page still does not move RxDB's checkpoint", async () => {
  const asked: (number | undefined)[] = [];
  const things = await openThings();
  const pull: NonNullable<Given["pull"]> = {
    batchSize: 10,
    handler: async (checkpoint) => {
      asked.push(checkpoint?.at);
      return { documents: [], checkpoint: { at: 7 } };
    },
  };
  await replicated(things, { pull });
  await replicated(things, { pull });
  expect(asked).toEqual([undefined, undefined]);
});
