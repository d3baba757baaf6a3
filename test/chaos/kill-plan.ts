import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";

export type Victim = "device" | "server" | "database" | "browser";

/** How many of each are killed. */
export type KillWish = Readonly<Record<Victim, number>>;

/**
 * One kill of the plan: which of its kind, and how long after the one before, in ms. `atWork`: once the victim is up
 * again, so that a slow machine, too, gets something done between two kills.
 */
export type Kill = Readonly<{ victim: Victim; which: number; afterMs: number; atWork: boolean }>;

/** Draws all kills of a run before it begins, so that a seed alone decides them. */
export function planKills(wish: KillWish, random: SeededRandom, everyMs: number): readonly Kill[] {
  const left = new Map(Object.entries(wish) as [Victim, number][]);
  const total = [...left.values()].reduce((sum, count) => sum + count, 0);
  return Array.from({ length: total }, () => {
    const victim = drawn(left, random);
    left.set(victim, (left.get(victim) ?? 0) - 1);
    // Now and then two in a row: what is only just coming back is killed again, or both halves of a pair at once.
    const atWork = random.below(6) > 0;
    const afterMs = atWork ? random.below(2 * everyMs) : random.below(60);
    return { victim, which: random.below(1_000_000), afterMs, atWork };
  });
}

function drawn(left: ReadonlyMap<Victim, number>, random: SeededRandom): Victim {
  let at = random.below([...left.values()].reduce((sum, count) => sum + count, 0));
  for (const [victim, count] of left) if ((at -= count) < 0) return victim;
  throw new Error("nothing is left to kill");
}
