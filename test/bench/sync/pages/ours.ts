import { filter, firstValueFrom } from "rxjs";

import { createDoor } from "../../../../src-renderer/data/door.ts";
import type { Desk, OrderLine } from "../../../../src-renderer/data/desk-api.ts";
import { openPlatform } from "../../../../src-renderer/platform/open-platform.ts";

/** The desk's knowledge without its looks, as a peer is measured: what a bench may ask of it. */
export type BenchDesk = Readonly<{
  signIn: (username: string, password: string) => Promise<void>;
  /** Opens the stores of the last account and reads the first page of all its orders; ms. */
  reopen: () => Promise<number>;
  /** Waits until the first sync is done and nothing waits to be sent. */
  atRest: () => Promise<void>;
  /** Writes notes down, one after another, as somebody without a line does. Returns how long each took on average, ms. */
  writeNotes: (count: number) => Promise<number>;
  /** Tries the line now and waits until the province has every step; ms. */
  sendAll: () => Promise<number>;
  /** Attaches photos of random bytes to an order. */
  attachPhotos: (count: number, bytesEach: number) => Promise<void>;
  /** Waits until no file waits for its upload; ms. */
  uploadAll: () => Promise<number>;
}>;

declare global {
  interface Window {
    lxqDesk?: BenchDesk;
  }
}

/** What one talk with an employer gives: people write on one order for a while, and then on the next. */
const stepsPerOrder = 4;

let desk: Desk | null = null;

function opened(): Desk {
  if (desk === null) throw new Error("sign in first");
  return desk;
}

async function workable(): Promise<readonly OrderLine[]> {
  const { lines } = await firstValueFrom(opened().orders$({ list: "in-handling", limit: 50 }));
  return lines;
}

async function taken(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

async function somethingWaits(): Promise<boolean> {
  const { uploads, stuckFiles } = await firstValueFrom(opened().sync$);
  if (stuckFiles.length > 0) throw new Error(`a photo is stuck: ${stuckFiles[0]?.why}`);
  return uploads.length > 0;
}

window.lxqDesk = {
  signIn: async (username, password) => {
    const door = createDoor(await openPlatform("bench"));
    const entered = await door.signIn(username, password);
    if (!entered.ok) throw new Error(`cannot sign in: ${entered.trouble}`);
    ({ desk } = entered);
  },
  reopen: async () => {
    const platform = await openPlatform("bench");
    return taken(
      (async () => {
        desk = await createDoor(platform).restore();
        await firstValueFrom(
          opened()
            .orders$({ list: "all", limit: 50 })
            .pipe(filter(({ lines }) => lines.length > 0)),
        );
      })(),
    );
  },
  atRest: async () => {
    const isAtRest = filter<{ line: string; firstSync: unknown; unsent: number }>(
      ({ line, firstSync, unsent }) => line === "online" && firstSync === null && unsent === 0,
    );
    await firstValueFrom(opened().sync$.pipe(isAtRest));
  },
  writeNotes: async (count) => {
    const orders = await workable();
    const writing = async (): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        const order = orders[Math.floor(at / stepsPerOrder) % orders.length];
        if (!order) throw new Error("there is no order to work on");
        const text = `第 ${at + 1} 次：与用人单位劳资负责人电话核对考勤与工资表，约定三日内补齐材料后当面协商。`;
        const payload = { kind: "employer", text, contactedWorker: false } as const;
        const done = await opened().submit({ type: "note", orderId: order.id, payload });
        if (!done.ok) throw new Error(`a note was refused: ${done.refusal}`);
      }
    };
    return (await taken(writing())) / count;
  },
  sendAll: () => {
    opened().syncNow();
    return taken(firstValueFrom(opened().sync$.pipe(filter(({ unsent }) => unsent === 0))));
  },
  attachPhotos: async (count, bytesEach) => {
    const [order] = await workable();
    if (!order) throw new Error("there is no order to work on");
    for (let at = 0; at < count; at += 1) {
      const bytes = new Uint8Array(bytesEach);
      for (let from = 0; from < bytesEach; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536));
      bytes.set([0xff, 0xd8, 0xff, 0xe0]);
      const file = new File([bytes], `现场照片${at + 1}.jpg`, { type: "image/jpeg" });
      const done = await opened().attach(order.id, file, "");
      if (!done.ok) throw new Error(`a photo was refused: ${done.refusal}`);
    }
  },
  uploadAll: () =>
    taken(
      (async () => {
        while (await somethingWaits()) await new Promise((resolve) => setTimeout(resolve, 200));
      })(),
    ),
};
