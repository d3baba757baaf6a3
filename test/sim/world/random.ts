/** Chance that a seed repeats: every draw of a run comes from here, in the order of the run. */
export type Random = Readonly<{
  /** [0, 1) */
  next: () => number;
  /** Whole numbers from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  chance: (probability: number) => boolean;
  pick: <Value>(from: readonly Value[]) => Value;
  /** Short times are common and long ones rare, as on a line: ms. */
  delay: (typicalMs: number) => number;
  fill: (bytes: Uint8Array) => void;
}>;

/** mulberry32: small, quick, and good enough for dice. */
export function seededRandom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    delay: (typicalMs) => Math.ceil(-Math.log(1 - next()) * typicalMs),
    fill: (bytes) => void bytes.forEach((_, at) => (bytes[at] = Math.floor(next() * 256))),
  };
}
