import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";

import { makeOrders } from "../../../scripts/demo/make-orders.ts";
import { putOrders } from "../../../scripts/demo/put-orders.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { demoPassword, dropProfile, openSeat } from "../../e2e/support/desk.ts";
import { countBodies } from "../../support/weak-line/count-bodies.ts";
import { openProxy, type Proxy } from "../../support/weak-line/open-proxy.ts";
import { openBenchDatabase, type BenchDatabase, type BenchProvince } from "./bench-province.ts";
import { startPeer } from "./start-peer.ts";

/** 泰山区总工会, the county of the demo account `taishan`. */
const county = officeId("x370902");
/** The account whose desk is measured. */
export const officer = { username: "taishan", password: demoPassword } as const;
/** About one made order in ten is answered by the hub and never comes to the county. */
const madePerWanted = 1.2;

/** Orders that the officer's county sees, and everything that is needed to bring them to a page, ours or a peer's. */
export type Workshop = Readonly<{
  orders: readonly WorkOrder[];
  /** A page of a browser profile of its own that reaches a fresh province through a proxy, while the work lasts. */
  atDesk: <Value>(address: string, work: (at: Bench) => Promise<Value>) => Promise<Value>;
  /** The same before PouchDB's server, which has the same orders. */
  atPeer: <Value>(address: string, work: (at: Omit<Bench, "province">) => Promise<Value>) => Promise<Value>;
  close: () => Promise<void>;
}>;

/** `fileBytes`: what has gone up of files so far, lost bytes included. */
export type Bench = Readonly<{
  page: Page;
  proxy: Proxy;
  fileBytes: () => number;
  province: BenchProvince;
  url: string;
}>;

/** @param pages the folder that holds the built desk and the bench's pages */
export async function openWorkshop(pages: string, count: number): Promise<Workshop> {
  const database = await openBenchDatabase(pages);
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-orders-"));
  const orders = ordersOf(count);
  const file = path.join(folder, "orders.jsonl");
  for (const order of orders) appendFileSync(file, `${JSON.stringify({ _id: order.id, order })}\n`);
  await database.fill((province) => putOrders(province, orders));
  return {
    orders,
    atDesk: (address, work) => withProvince(database, (province) => opened(province, address, work)),
    atPeer: async (address, work) => {
      const peer = await startPeer(pages, file);
      try {
        return await opened(peer, address, work);
      } finally {
        await peer.stop();
      }
    },
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Orders that came to the county once, as many as are wanted. */
function ordersOf(count: number): readonly WorkOrder[] {
  const made = makeOrders({ count: Math.ceil(count * madePerWanted), seed: 4711, now: Date.now(), counties: [county] });
  const known = made.filter((order) => order.assignments.some((turn) => turn.office === county));
  if (known.length < count) throw new Error("too few orders were made");
  return known.slice(0, count);
}

async function withProvince<Value>(
  database: BenchDatabase,
  work: (province: BenchProvince) => Promise<Value>,
): Promise<Value> {
  const province = await database.start();
  try {
    return await work(province);
  } finally {
    await province.stop();
  }
}

async function opened<Server extends Readonly<{ port: number }>, Value>(
  server: Server,
  address: string,
  work: (at: Omit<Bench, "province"> & Readonly<{ province: Server }>) => Promise<Value>,
): Promise<Value> {
  const files = countBodies("PATCH");
  const proxy = await openProxy({ target: { port: server.port, host: "127.0.0.1" }, listen: files.listen });
  const url = `http://127.0.0.1:${proxy.port}`;
  const seat = await openSeat();
  try {
    await seat.page.goto(url + address);
    return await work({ page: seat.page, proxy, fileBytes: files.bytes, province: server, url });
  } finally {
    await seat.close();
    dropProfile(seat.profile);
    await proxy.close();
  }
}
