import type { Fleet } from "../desk/fleet.ts";
import type { ServerFarm } from "../province/servers.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";

export type FaultParts = Readonly<{
  world: World;
  database: MemoryDatabase;
  servers: ServerFarm;
  fleet: Fleet;
  /** The checks forget what they saw: an older state was put back. */
  forget: () => void;
  until: number;
}>;

/** Draws what goes wrong in a run, and when. */
export function planFaults(parts: FaultParts): void {
  const { world, fleet } = parts;
  const { random } = world;
  for (const machine of fleet.machines) {
    const isWeak = random.chance(0.7);
    if (isWeak) Object.assign(machine.line, { loses: random.next() * 0.2, doubles: random.next() * 0.1 });
    repeatedly(parts, 12 * 60_000, () => {
      fleet.kill(machine, { power: random.chance(0.4), downMs: random.between(1_000, 120_000) });
    });
    repeatedly(parts, 10 * 60_000, () => {
      const until = world.now() + random.between(5_000, 400_000);
      if (random.chance(0.7)) machine.line.upCutUntil = until;
      if (random.chance(0.7)) machine.line.downCutUntil = until;
      world.count("line cut");
    });
  }
  repeatedly(parts, 8 * 60_000, () => {
    parts.servers.kill(random.between(0, parts.servers.count - 1), random.between(500, 60_000));
  });
}

/** Does something now and then until the faults are over, every `typicalMs`. */
export function repeatedly({ world, until }: FaultParts, typicalMs: number, work: () => void): void {
  world.afterFor(null, world.random.delay(typicalMs), () => {
    if (world.now() >= until) return;
    work();
    repeatedly({ world, until } as FaultParts, typicalMs, work);
  });
}
