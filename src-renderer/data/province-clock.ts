import Value from "typebox/value";
import { Type, type Static } from "typebox";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { dayMs, minuteMs } from "../../src-shared/kernel/instant.ts";
import type { ClockEvidence } from "../../src-shared/protocol/action-envelope.ts";
import type { MachineClock } from "../platform/platform.ts";

/** What was last heard of the province's clock, and what this computer's clocks said in that moment. Times in ms. */
const heardSchema = Type.Object({
  token: Type.String(),
  serverTime: Type.Integer(),
  bootId: Type.String(),
  uptimeMs: Type.Integer(),
  wallClock: Type.Integer(),
});
export type Heard = Readonly<Static<typeof heardSchema>>;

export type ProvinceClock = Readonly<{
  /** Now by the province's clock as well as this computer knows it; never earlier than what was last heard. */
  now: () => Instant;
  /** Takes in an answer of the province. Returns what to remember. */
  hear: (answer: Readonly<{ serverTime: number; clockToken: string }>) => Promise<Heard>;
  /** What an action says about its time. */
  evidence: () => Promise<ClockEvidence>;
  /** Looks at the machine's counter again: after sleep the page's own has stood still. */
  wake: () => Promise<void>;
  /** Minutes that the wall clock is ahead (+) or behind (-), when it is more than five. */
  minutesOff: () => number | null;
}>;

type Anchor = Readonly<{ province: Instant; monotonic: number; wall: number }>;

/** Sleep makes the wall clock jump and the page's counter not; a jump beyond this is a clock set wrong, not sleep. */
const longestSleepMs = 3 * dayMs;

/**
 * The province's clock on this computer. It runs on a counter that nobody can set; the wall clock only bridges a
 * restart or a sleep.
 * @param remembered what `hear` returned last, from before the restart
 * @see docs/spec/outbox.md OB-14, OB-15, docs/sync.md "Time"
 */
export async function createProvinceClock(machine: MachineClock, remembered: Heard | null): Promise<ProvinceClock> {
  let heard = remembered;
  let anchor = await anchorOf(machine, heard);
  const now = (): Instant => {
    const wall = machine.wall();
    const ran = machine.monotonic() - anchor.monotonic;
    const slept = wall - anchor.wall - ran;
    const bridged = slept > minuteMs && slept < longestSleepMs ? ran + slept : ran;
    return Math.round(anchor.province + bridged);
  };
  return {
    now,
    hear: async ({ serverTime, clockToken }) => {
      const { bootId, uptimeMs } = await machine.read();
      const wallClock = machine.wall();
      heard = { token: clockToken, serverTime, bootId, uptimeMs: Math.floor(uptimeMs), wallClock };
      anchor = { province: serverTime, monotonic: machine.monotonic(), wall: wallClock };
      return heard;
    },
    evidence: () => evidenceOf(machine, heard),
    wake: async () => {
      if (machine.counter === "machine") anchor = await anchorOf(machine, heard);
    },
    minutesOff: () => {
      if (heard === null) return null;
      const off = Math.round((machine.wall() - now()) / minuteMs);
      return Math.abs(off) > 5 ? off : null;
    },
  };
}

async function anchorOf(machine: MachineClock, heard: Heard | null): Promise<Anchor> {
  const { bootId, uptimeMs } = await machine.read();
  const wall = machine.wall();
  const monotonic = machine.monotonic();
  if (heard === null) return { province: wall, monotonic, wall };
  if (machine.counter === "machine" && heard.bootId === bootId) {
    return { province: heard.serverTime + uptimeMs - heard.uptimeMs, monotonic, wall };
  }
  const byWall = heard.serverTime + (wall - heard.wallClock);
  return { province: Math.max(heard.serverTime, byWall), monotonic, wall };
}

async function evidenceOf(machine: MachineClock, heard: Heard | null): Promise<ClockEvidence> {
  const { bootId, uptimeMs } = await machine.read();
  const wallClock = machine.wall();
  return {
    token: heard?.token ?? "",
    bootId,
    uptimeMs: Math.floor(uptimeMs),
    tokenUptimeMs: heard?.uptimeMs ?? 0,
    tokenBootId: heard?.bootId ?? "",
    wallClock,
    tokenWallClock: heard?.wallClock ?? wallClock,
    counter: machine.counter,
  };
}

/** Reads what was remembered; null when it is nothing of the kind. */
export function parseHeard(text: string | null): Heard | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return Value.Check(heardSchema, value) ? value : null;
}
