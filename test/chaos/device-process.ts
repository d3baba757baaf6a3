/**
 * One officer's computer as a process: `node device-process.ts <folder> <server url> <account> <password> <seed>`. The
 * desk's real code over a real journal; it takes steps until told to be calm, and can be killed at any moment.
 */
import "fake-indexeddb/auto";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { filter, firstValueFrom, timeout } from "rxjs";

import { seededRandom } from "../../scripts/demo/seeded-random.ts";
import type { Desk, SyncStatus } from "../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../src-renderer/data/door.ts";
import { childMachine } from "./child-machine.ts";
import type { DeviceWord } from "./device-words.ts";
import { markOf } from "./mark-of.ts";
import { doNext } from "./next-step.ts";

const [folder = "", url = "", account = "", password = "", seed = "1"] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const restBetweenMs = 120;
const mostOrders = 100_000;
const began = performance.now();
let isCalm = false;

function say(word: DeviceWord): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

process.on("unhandledRejection", (cause) => say({ kind: "broken", words: wordsOf(cause) }));
process.stdin.on("end", () => process.exit(0)); // whoever started us is gone

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

async function open(): Promise<Desk> {
  const door = createDoor(await childMachine(folder, url));
  const known = await door.restore();
  if (known) return known;
  for (;;) {
    const opened = await door.signIn(account, password);
    if (opened.ok) return opened.desk;
    await sleep(200 + random.below(400));
  }
}

function stateOf({ unsent, line, trouble, firstSync, upload, stuckFiles }: SyncStatus): DeviceWord {
  const files = (upload?.waiting ?? 0) + stuckFiles.length;
  return { kind: "state", unsent, files, line, trouble, firstSync: firstSync !== null };
}

/** A session that the line has cost is begun anew, as a person would who is asked for the password. */
async function signInAnew(desk: Desk): Promise<void> {
  for (;;) {
    const signedIn = await desk.signInAgain(password);
    if (signedIn.ok) return say({ kind: "signed-in-anew" });
    await sleep(300 + random.below(500));
  }
}

function watchState(desk: Desk): void {
  let last = "";
  let anew: Promise<void> | null = null;
  desk.sync$.subscribe((status) => {
    const word = stateOf(status);
    const text = JSON.stringify(word);
    if (text !== last) say(word);
    last = text;
    if (status.trouble === "signed-out") anew ??= signInAnew(desk).finally(() => (anew = null));
  });
}

async function report(desk: Desk): Promise<void> {
  const { lines } = await firstValueFrom(desk.orders$({ list: "all", limit: mostOrders }));
  const orders: Record<string, string> = {};
  for (const { id } of lines) {
    const view = await firstValueFrom(
      desk.order$(id).pipe(
        filter((one) => one !== null),
        timeout(10_000),
      ),
    );
    orders[id] = markOf(view.order);
  }
  say({ kind: "report", orders });
}

function hearOrders(desk: Desk): void {
  createInterface({ input: process.stdin }).on("line", (line) => {
    if (line === "calm") isCalm = true;
    if (line === "work") isCalm = false;
    if (line === "nudge") desk.syncNow();
    if (line === "report") void report(desk).catch((cause: unknown) => say({ kind: "broken", words: wordsOf(cause) }));
  });
}

async function work(desk: Desk): Promise<never> {
  for (;;) {
    await sleep(random.below(2 * restBetweenMs));
    if (isCalm) continue;
    const done = await doNext(desk, random).catch((cause: unknown) => {
      say({ kind: "broken", words: wordsOf(cause) });
      return null;
    });
    if (!done) continue;
    const { type, result } = done;
    if (result.ok) say({ kind: "saved", action: result.actionId, order: result.orderId, type });
    else say({ kind: "refused", type, refusal: result.refusal });
  }
}

const desk = await open();
const { journalDamage } = await firstValueFrom(desk.sync$);
say({ kind: "open", tookMs: Math.round(performance.now() - began), damaged: journalDamage !== null });
watchState(desk);
hearOrders(desk);
await work(desk);
