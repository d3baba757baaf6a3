import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import type { Machine } from "../desk/machine.ts";
import { plantStep } from "./plant-step.ts";
import type { FaultParts } from "./plan-faults.ts";
import { repeatedly } from "./repeatedly.ts";

type Fault = (parts: FaultParts, machine: Machine) => void;

/** Draws what goes wrong with one machine and its line. */
export function planMachineFaults(parts: FaultParts, machine: Machine): void {
  const { random } = parts.world;
  if (random.chance(0.7)) {
    const strays = random.chance(0.4) ? random.between(1_000, 90_000) : 0;
    Object.assign(machine.line, { loses: random.next() * 0.2, doubles: random.next() * 0.1, straysFor: strays });
  }
  machine.forges = random.chance(0.08);
  for (const [fault, typicalMs] of faults) repeatedly(parts, typicalMs, () => fault(parts, machine));
}

const killed: Fault = ({ world, fleet }, machine) => {
  fleet.kill(machine, { power: world.random.chance(0.4), downMs: world.random.between(1_000, 120_000) });
};

/** One direction or both: requests may arrive whose answers never do. */
const lineCut: Fault = ({ world }, { line }) => {
  const until = world.now() + world.random.between(5_000, 400_000);
  if (world.random.chance(0.7)) line.upCutUntil = until;
  if (world.random.chance(0.7)) line.downCutUntil = until;
  world.count("line cut");
};

/** The browser forgets a database, as damage to it does; also all of them. */
const databaseLost: Fault = ({ world, fleet }, machine) => {
  const kind = world.random.pick(["box", "mirror", ""]);
  world.count(`database lost: ${kind === "" ? "all" : kind}`);
  const meanwhile = (): void => machine.browser.lose((name) => name.startsWith(kind));
  fleet.kill(machine, { power: false, downMs: world.random.between(1_000, 20_000), meanwhile });
};

const diskFull: Fault = ({ world }, machine) => {
  const [disk, browser] = world.random.pick([
    [true, false],
    [false, true],
    [true, true],
  ]);
  machine.disk.isFull = disk;
  machine.browser.faults.isFull = browser;
  world.count("no room");
  world.afterFor(null, world.random.between(5_000, 300_000), () => {
    machine.disk.isFull = false;
    machine.browser.faults.isFull = false;
  });
};

/** Somebody sets the clock, or the battery of the board is empty. */
const clockSet: Fault = ({ world }, { clock }) => {
  const far = world.random.chance(0.3) ? 4_000 * 24 * 60 : 200;
  clock.skewMs = world.random.between(-far, far) * minuteMs;
  world.count("clock set");
};

const suspended: Fault = ({ world, fleet }, machine) => {
  const process = fleet.running(machine);
  if (!process) return;
  const ms = world.random.between(20_000, 500_000);
  process.sleepsUntil = world.now() + ms;
  machine.sleeps = true;
  world.count("suspended");
  world.afterFor(process, ms + 1, () => process.resume());
};

/** A newer program, or a broken one, left a step in the journal that this one cannot make. */
const strangeStep: Fault = ({ world, fleet, oracle }, machine) => {
  const meanwhile = (): void => plantStep(world, oracle, machine);
  fleet.kill(machine, { power: false, downMs: world.random.between(1_000, 20_000), meanwhile });
};

const faults: readonly (readonly [Fault, number])[] = [
  [killed, 15 * minuteMs],
  [lineCut, 10 * minuteMs],
  [databaseLost, 45 * minuteMs],
  [diskFull, 40 * minuteMs],
  [clockSet, 25 * minuteMs],
  [suspended, 60 * minuteMs],
  [strangeStep, 90 * minuteMs],
];
