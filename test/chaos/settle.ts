import { setTimeout as sleep } from "node:timers/promises";

import { openReader } from "../e2e/support/rows.ts";
import type { Device } from "./device.ts";
import { markOf } from "./mark-of.ts";
import type { Server } from "./server.ts";

type AtRest = Readonly<{ devices: readonly Device[]; servers: readonly Server[] }>;

type Reader = Awaited<ReturnType<typeof openReader>>;

const lookEveryMs = 500;

/**
 * Waits until every device has sent everything and shows exactly what the province says its account may see.
 * @returns what is still not so when the time is over; empty when all is well
 */
export async function settle(
  { devices, servers }: AtRest,
  withinMs: number,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const until = Date.now() + withinMs;
  const began = performance.now();
  const urls = await Promise.all(servers.map((server) => server.ready()));
  devices.forEach((device) => device.tell("nudge"));
  const readers = await Promise.all(devices.map((device) => openReader(urls[0] ?? "", device.account)));
  let left: readonly string[] = ["nothing was looked at"];
  while (Date.now() < until) {
    await sleep(lookEveryMs);
    left = devices.flatMap(unsentOf);
    if (left.length > 0) continue;
    left = (await Promise.all(devices.map((device, at) => differencesOf(device, readers[at])))).flat();
    if (left.length > 0) continue;
    tell(`at rest after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return [];
  }
  return left.map((words) => `not at rest within ${withinMs / 1000} s: ${words}`);
}

function unsentOf(device: Device): readonly string[] {
  device.tell("calm"); // it may have been told before it was up
  const state = device.state();
  const isEmpty = state !== null && state.unsent === 0 && state.files === 0 && !state.firstSync;
  return isEmpty && state.line === "online" ? [] : [`${device.account}: ${JSON.stringify(state)}`];
}

/** What a device shows against what its account may see, asked for by a device of its own that has nothing yet. */
async function differencesOf(device: Device, read: Reader | undefined): Promise<readonly string[]> {
  const shown = await device.report();
  const orders = (await read?.()) ?? [];
  const wanted = new Map(orders.map((order) => [String(order.id), markOf(order)]));
  const ids = new Set([...wanted.keys(), ...Object.keys(shown)]);
  const differing = [...ids].filter((id) => wanted.get(id) !== shown[id]);
  const state = JSON.stringify(device.state());
  return differing.map(
    (id) => `${device.account} (${state}) shows ${id} as ${shown[id]}, the province as ${wanted.get(id)}`,
  );
}
