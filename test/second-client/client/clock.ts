/** What the computer's clocks say, as docs/sync.md "Time" wants it: other ones in tests. */
export type Clocks = Readonly<{ bootId: string; uptimeMs: () => number; wallClock: () => number }>;

type Heard = Readonly<{ token: string; tokenUptimeMs: number; tokenBootId: string; tokenWallClock: number }>;

/** Keeps the last clock token beside what the clocks said when it came. */
export class Evidence {
  readonly #clocks: Clocks;
  #heard: Heard = { token: "", tokenUptimeMs: 0, tokenBootId: "", tokenWallClock: 0 };

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  hear(token: string): void {
    const { bootId, uptimeMs, wallClock } = this.#clocks;
    this.#heard = { token, tokenUptimeMs: uptimeMs(), tokenBootId: bootId, tokenWallClock: wallClock() };
  }

  now() {
    const { bootId, uptimeMs, wallClock } = this.#clocks;
    return { ...this.#heard, bootId, uptimeMs: uptimeMs(), wallClock: wallClock(), counter: "machine" };
  }
}
