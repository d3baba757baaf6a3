import { checkAtRest, unrest, type Whole } from "./checks/at-rest.ts";
import { createOracle } from "./checks/oracle.ts";
import { watchAnswers } from "./checks/watch-answers.ts";
import { watchCommits } from "./checks/watch-commits.ts";
import { watchRights } from "./checks/watch-rights.ts";
import { compareScreens } from "./checks/watch-screens.ts";
import { watchWire } from "./checks/watch-wire.ts";
import { forgetBrowsers } from "./desk/browser-database.ts";
import { createFleet, type Fleet } from "./desk/fleet.ts";
import { planFaults } from "./faults/plan-faults.ts";
import { updateDesk } from "./faults/updates.ts";
import { createNetwork } from "./network/network.ts";
import { forgetProvinceDisk } from "./province/province-disk.ts";
import { createServers } from "./province/servers.ts";
import { MemoryDatabase } from "./store/memory-database.ts";
import { isPushingOnly, newestBuild } from "./versions/builds.ts";
import { realSetImmediate } from "./world/virtual-globals.ts";
import { createWorld, enterWorld, type World } from "./world/world.ts";

/** What came of one seed. */
export type SeedResult = Readonly<{
  seed: number;
  hash: string;
  /** null when all held */
  violation: Readonly<{ invariant: number; detail: string }> | null;
  tail: readonly string[];
  counts: Readonly<Record<string, number>>;
  /** Virtual ms from the end of the faults until all was at rest. */
  settledMs: number;
  steps: number;
  entries: number;
}>;

/** How long things are rough, and how long they may then take to come to rest, ms. */
const roughMs = 20 * 60_000;
const settleMs = 25 * 60_000;

/** Runs one seed from a working morning until everything agrees, or does not. */
export async function runSeed(seed: number): Promise<SeedResult> {
  const world = createWorld(seed);
  enterWorld(world);
  try {
    return await runIn(world);
  } finally {
    enterWorld(null);
    forgetBrowsers();
    forgetProvinceDisk();
  }
}

async function runIn(world: World): Promise<SeedResult> {
  const database = new MemoryDatabase((process, go) => void world.afterFor(process, 0, go));
  const oracle = createOracle();
  const watch = watchCommits(world, database, oracle);
  watchRights(world, database);
  const servers = createServers(world, database);
  const network = createNetwork(world, servers, [watchAnswers(world, database), watchWire(world, database)]);
  const fleet = createFleet({ world, database, network, oracle });
  servers.startAll();
  fleet.startAll();
  planFaults({ world, database, servers, fleet, oracle, forget: watch.forget, until: world.now() + roughMs });
  await play(world, world.now() + roughMs);
  world.rough.isOn = false;
  fleet.heal();
  servers.heal();
  world.note("the faults are over");
  const whole: Whole = { world, database, machines: fleet.machines, oracle };
  const settledMs = await settle(world, whole);
  await updateOldest(whole, fleet);
  if (world.violation() === null) checkAtRest(whole);
  const playFor = (ms: number): Promise<void> => play(world, world.now() + ms);
  if (world.violation() === null) await compareScreens({ world, database }, fleet, playFor);
  fleet.stopAll();
  const violation = world.violation();
  return {
    seed: world.seed,
    hash: world.trace.hash(),
    violation: violation && { invariant: violation.invariant, detail: violation.message },
    tail: violation ? world.trace.tail() : [],
    counts: Object.fromEntries([...world.counts].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    settledMs,
    steps: oracle.promised().length,
    entries: world.agenda.ran(),
  };
}

/** What a desk has sent that is too old to be told of orders is in the province; updated, it has its orders too. */
async function updateOldest(whole: Whole, fleet: Fleet): Promise<void> {
  const { world, machines } = whole;
  const oldest = machines.filter(({ build }) => isPushingOnly(build));
  if (oldest.length === 0 || world.violation() !== null) return;
  for (const machine of oldest) updateDesk(world, fleet, machine, newestBuild);
  world.count("desk drained that was too old for orders");
  await settle(world, whole);
}

/** Waits until nothing waits and all copies agree; says which invariant was broken when that takes too long. */
async function settle(world: World, whole: Whole): Promise<number> {
  const began = world.now();
  const reason = (): string | null => {
    for (const machine of whole.machines) {
      const why = unrest(whole, machine);
      if (why !== null) return why;
    }
    return null;
  };
  while (world.violation() === null && world.now() < began + settleMs) {
    await play(world, world.now() + 15_000);
    if (reason() === null) return world.now() - began;
  }
  const why = reason();
  if (why !== null) world.violate(24, why);
  return world.now() - began;
}

/**
 * Plays the agenda up to a moment. Between two entries everything that follows from the first is done: what a process
 * has set going and does not wait for time goes on at once.
 */
function play(world: World, until: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (): void => {
      if (world.violation() === null && world.agenda.step(until)) realSetImmediate(next);
      else resolve();
    };
    next();
  });
}
