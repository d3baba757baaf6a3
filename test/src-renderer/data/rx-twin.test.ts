import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import {
  factSchema,
  lineSchema,
  orderSchema,
  type MirrorCollections,
} from "../../../src-renderer/data/mirror-schema.ts";
import { openRxStore } from "../../../src-renderer/data/rx-store.ts";
import { drawCalls, type Call, type Collections } from "../../sim/contract/collection-calls.ts";
import { Browser, forgetBrowsers, keepBrowser } from "../../sim/desk/browser-database.ts";
import { openRxStore as openTwin } from "../../sim/desk/rx-store.ts";
import { seededRandom } from "../../sim/world/random.ts";
import { createWorld, enterWorld, theWorld } from "../../sim/world/world.ts";

const account = "00000000-0000-7000-8000-0000000000aa";
const name = `mirror-${account}`;
const collections = {
  lines: { schema: lineSchema },
  orders: { schema: orderSchema },
  facts: { schema: factSchema },
  stubs: { schema: factSchema },
};

/** What the product's store and its twin both have. */
type Store = Readonly<{
  use: (work: Call) => Promise<unknown>;
  close: () => Promise<void>;
  wipe: () => Promise<void>;
}>;

const openReal = async (): Promise<Store> =>
  (await openRxStore<MirrorCollections>({ name, durability: "relaxed", collections })) as unknown as Store;

/** Plays the agenda of a world, in which the twin's calls take their time, until something is done. */
async function played<Value>(work: Promise<Value>): Promise<Value> {
  let isOver = false;
  const done = work.finally(() => (isOver = true));
  done.catch(() => undefined);
  while (!isOver) {
    theWorld().agenda.step(theWorld().now() + 60_000);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return done;
}

async function openOfTwin(): Promise<Store> {
  const store = await played(openTwin({ name, durability: "relaxed", collections }));
  return {
    use: (work) => played(store.use((all) => work(all as unknown as Collections))),
    close: () => played(store.close()),
    wipe: () => played(store.wipe()),
  };
}

afterEach(() => {
  enterWorld(null);
  forgetBrowsers();
});

test("[SM-7] the twin of the desk's store answers every call of the desk as RxDB on IndexedDB does", async () => {
  enterWorld(createWorld(1));
  keepBrowser(account, new Browser());
  let [real, twin] = [await openReal(), await openOfTwin()];
  const calls = drawCalls(seededRandom(5), 300);
  for (const [at, [what, call]] of calls.entries()) {
    const said = await real.use(call);
    expect(await twin.use(call), `call ${at}: ${what}`).toEqual(said);
    // What was written is there for the next program too; a wiped store is an empty one.
    if (at % 100 === 50) {
      await Promise.all([real.close(), twin.close()]);
      [real, twin] = [await openReal(), await openOfTwin()];
    }
    if (at === 200) await Promise.all([real.wipe(), twin.wipe()]);
  }
  expect(new Set(calls.map(([what]) => what)).size).toBeGreaterThan(10);
  await real.close();
}, 60_000);
