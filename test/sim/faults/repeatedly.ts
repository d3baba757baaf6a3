import type { World } from "../world/world.ts";

/** Does something now and then until the faults are over, every `typicalMs`. */
export function repeatedly(
  { world, until }: Readonly<{ world: World; until: number }>,
  typicalMs: number,
  work: () => void,
): void {
  world.afterFor(null, world.random.delay(typicalMs), () => {
    if (world.now() >= until) return;
    work();
    repeatedly({ world, until }, typicalMs, work);
  });
}
