import PouchDB from "pouchdb";

import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import type { StoredOrder } from "./stored-order.ts";

/** PouchDB as its own documentation uses it: a local database that is replicated from and to a remote one. */
export type BenchPouch = Readonly<{
  /** Pulls everything; ms. */
  pull: () => Promise<number>;
  /** Puts documents into the local database, as somebody without a line does. */
  queue: (documents: readonly object[]) => Promise<void>;
  /** Pushes all that is local; ms. */
  push: () => Promise<number>;
  /** Fills a local database without a line. */
  fill: (orders: readonly WorkOrder[]) => Promise<void>;
  /** Opens the local database and reads the first page of orders by id; ms. */
  reopen: () => Promise<number>;
}>;

declare global {
  interface Window {
    lxqPouch?: BenchPouch;
  }
}

async function taken(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const remote = (name: string): string => `${location.origin}/db/${name}`;

window.lxqPouch = {
  pull: () => taken(() => PouchDB.replicate(remote("orders"), new PouchDB<StoredOrder>("orders"))),
  queue: async (documents) => {
    const local = new PouchDB("steps");
    for (const document of documents) await local.put(document);
  },
  push: () => taken(() => PouchDB.replicate(new PouchDB("steps"), remote("steps"))),
  fill: async (orders) => {
    await new PouchDB<StoredOrder>("orders").bulkDocs(orders.map((order) => ({ _id: order.id, order })));
  },
  reopen: () => taken(() => new PouchDB<StoredOrder>("orders").allDocs({ include_docs: true, limit: 50 })),
};
