import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { demoPassword } from "../e2e/support/demo-password.ts";
import { startChild, type Child } from "./child.ts";
import { readWord, type DeviceOrder, type DeviceWord, type StateWord } from "./device-words.ts";

/** One officer's computer over all its lives: its disk stays, its process is killed and started again. */
export type Device = Readonly<{
  account: string;
  /** Ids of the steps of which it was said that they are saved, in the order said. */
  saved: ReadonlySet<string>;
  /** How often it said what. */
  words: () => Readonly<Record<string, number>>;
  complaints: readonly string[];
  state: () => StateWord | null;
  /** Whether it has opened in this life. */
  isUp: () => boolean;
  tell: (order: DeviceOrder) => void;
  /** Settles when it has been open once. */
  opened: () => Promise<void>;
  /** The mark of every order that it shows, by id. */
  report: () => Promise<Readonly<Record<string, string>>>;
  /** Kills it and starts it again at once on the same disk. */
  kill: () => Promise<void>;
  /** Kills it for good. */
  close: () => Promise<void>;
}>;

export type DeviceWish = Readonly<{ account: string; folder: string; url: string; seed: number }>;

const program = path.resolve(import.meta.dirname, "device-process.ts");
const reportWithinMs = 30_000;
const openWithinMs = 90_000;

export function keepDevice({ account, folder, url, seed }: DeviceWish): Device {
  mkdirSync(folder, { recursive: true });
  const saved = new Set<string>();
  const complaints: string[] = [];
  const counts = new Map<string, number>();
  const now: { child: Child; state: StateWord | null; report: Readonly<Record<string, string>> | null } = {
    child: start(0),
    state: null,
    report: null,
  };
  let lives = 0;
  let isClosing = false;

  function hear(word: DeviceWord): void {
    count(word.kind === "refused" ? `refused ${word.type} ${word.refusal}` : word.kind);
    if (word.kind === "saved") saved.add(word.action);
    if (word.kind === "state") now.state = word;
    if (word.kind === "report") now.report = word.orders;
    if (word.kind === "open" && word.damaged) complaints.push(`${account}: the journal was damaged`);
    if (word.kind === "broken") complaints.push(`${account}: ${word.words}`);
  }

  function count(what: string): void {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }

  function start(life: number): Child {
    const child = startChild({
      args: ["--disable-warning=ExperimentalWarning", program, folder, url, account, demoPassword, String(seed + life)],
      onLine: (line) => {
        const word = readWord(line);
        if (word) hear(word);
      },
    });
    void child.ended.then(() => {
      if (isClosing || child.process.signalCode === "SIGKILL") return;
      complaints.push(`${account}: the process ended by itself`);
    });
    return child;
  }

  return {
    account,
    saved,
    complaints,
    words: () => Object.fromEntries(counts),
    state: () => now.state,
    isUp: () => now.state !== null,
    tell: (order) => now.child.tell(order),
    opened: async () => {
      for (const until = Date.now() + openWithinMs; Date.now() < until; await sleep(50)) {
        if ((counts.get("open") ?? 0) > 0) return;
      }
      throw new Error(`${account} did not open within ${openWithinMs} ms: ${complaints.join("\n")}`);
    },
    report: async () => {
      now.report = null;
      now.child.tell("report");
      for (const until = Date.now() + reportWithinMs; Date.now() < until; await sleep(20)) {
        if (now.report !== null) return now.report;
      }
      throw new Error(`${account} does not report: ${JSON.stringify(now.state)} ${complaints.join("\n")}`);
    },
    kill: async () => {
      await now.child.kill();
      now.state = null;
      lives += 1;
      now.child = start(lives * 1000);
    },
    close: async () => {
      isClosing = true;
      await now.child.kill();
    },
  };
}
