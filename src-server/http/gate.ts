import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import { busyWaitMs } from "./busy-wait.ts";

export type Gate = Readonly<{
  /** Runs the work when its turn comes; refuses `busy` at once when too many wait already. */
  pass: <Value>(work: () => Promise<Value>) => Promise<Result<Value, "busy">>;
  /** Runs the work when its turn comes, however many wait: for what somebody who passed has still to do. */
  wait: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** When one who was refused may come again, in ms: spread by how many there are. */
  comeBackMs: () => number;
}>;

export type GateLimits = Readonly<{ width: number; queue: number }>;

/** The dice and the clock of a gate, ms: other ones in tests and in the simulator. */
export type GateWorld = Readonly<{ chance: () => number; now: () => number }>;

const realWorld: GateWorld = { chance: () => Math.random(), now: () => performance.now() };

/** Lets `width` pieces of work run at a time and `queue` more wait, so that no herd takes the province down. */
export function createGate(limits: GateLimits, world: GateWorld = realWorld): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const pressure = createPressure(world.now);
  const enter = async (): Promise<void> => {
    if (running >= limits.width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await enter();
    const began = world.now();
    try {
      return await work();
    } finally {
      pressure.worked(world.now() - began);
      leave();
    }
  };
  return {
    pass: async (work) => {
      if (running >= limits.width && waiting.length >= limits.queue) {
        pressure.turnedAway();
        return refuse("busy");
      }
      return accept(await inTurn(work));
    },
    wait: inTurn,
    comeBackMs: () => busyWaitMs({ ...pressure.now(), width: limits.width, waiting: waiting.length }, world.chance()),
  };
}

/** Who was turned away is forgotten by half in this time, ms. */
const forgottenMs = 5_000;
const firstGuessMs = 20;

type Pressure = Readonly<{
  turnedAway: () => void;
  worked: (tookMs: number) => void;
  now: () => Readonly<{ workMs: number; refused: number }>;
}>;

/** How long work takes, smoothed, and how many were turned away of late. */
function createPressure(now: () => number): Pressure {
  let workMs = firstGuessMs;
  let refused = 0;
  let countedAt = now();
  const left = (): number => refused * 0.5 ** ((now() - countedAt) / forgottenMs);
  return {
    turnedAway: () => {
      refused = left() + 1;
      countedAt = now();
    },
    worked: (tookMs) => {
      workMs += (tookMs - workMs) / 8;
    },
    now: () => ({ workMs, refused: left() }),
  };
}
