import { unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import { journalOf } from "../checks/at-rest.ts";
import type { Fleet } from "../desk/fleet.ts";
import type { Machine } from "../desk/machine.ts";
import { newestBuild, type Build } from "../versions/builds.ts";
import type { World } from "../world/world.ts";
import type { FaultParts } from "./plan-faults.ts";
import { repeatedly } from "./repeatedly.ts";

/** Draws when programs are updated, in a run where they are of different age: the province process by process, and desks. */
export function planUpdates(parts: FaultParts): void {
  const { world, servers, fleet } = parts;
  if (world.versions === null) return;
  let at = world.versions.between(2, 9) * minuteMs;
  for (const index of servers.builds.keys()) {
    world.afterFor(null, at, () => servers.update(index, newestBuild, world.random.between(500, 30_000)));
    // Somebody loads the page anew meanwhile.
    world.afterFor(null, at + 45_000, () => planUpdate(parts, world.random.pick(fleet.machines)));
    // Between two processes of a province minutes pass, in which both are asked.
    at += world.versions.between(30_000, 6 * minuteMs);
  }
  for (const machine of fleet.machines) repeatedly(parts, 9 * minuteMs, () => planUpdate(parts, machine));
}

/** A desk is updated, often after it had no line for a while, so that its queue is full. */
function planUpdate({ world, servers, fleet }: FaultParts, machine: Machine): void {
  const ms = world.random.chance(0.7) ? world.random.between(30_000, 240_000) : 0;
  if (ms > 0) machine.line.upCutUntil = world.now() + ms + world.random.between(0, 60_000);
  world.afterFor(null, ms + 1, () => {
    const wanted = onOffer(world, servers.builds);
    if (machine.build !== null && wanted > machine.build && fleet.running(machine))
      updateDesk(world, fleet, machine, wanted);
  });
}

/** In a browser a desk is what the first process that was updated hands out; an installed one waits for the last. */
function onOffer({ random }: World, builds: readonly (Build | null)[]): number {
  const known = builds.map((build) => build ?? newestBuild);
  return random.chance(0.4) ? Math.max(...known) : Math.min(...known);
}

/** Ends the program of a desk and has another one start on what it left. A copy of another shape is fetched again. */
export function updateDesk(world: World, fleet: Fleet, machine: Machine, build: number): void {
  const waiting = unsentEntries(journalOf(machine));
  const meanwhile = (): void => {
    world.note(`${machine.name} becomes build ${build} with ${waiting.length} steps waiting`);
    if (build === newestBuild) machine.browser.lose((name) => name.startsWith("mirror"));
    machine.build = build as Build;
  };
  world.count("desk updated");
  if (waiting.length > 0) world.count("desk updated with steps waiting");
  if (waiting.some(({ sealed }) => sealed !== null)) world.count("desk updated with sealed steps waiting");
  if (fleet.running(machine))
    fleet.kill(machine, { power: false, downMs: world.random.between(1_000, 20_000), meanwhile });
  else meanwhile();
}
