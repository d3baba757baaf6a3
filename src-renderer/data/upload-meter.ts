import { secondsFor, withPassed, type Passed } from "../../src-shared/sync/line-speed.ts";

/** Measures what files take, over one file and the next. */
export type Meter = Readonly<{
  /** Another file, or the same one again: where it stands first has not been carried now. */
  begin: () => void;
  /** So many bytes of the file are over. */
  moved: (sent: number) => void;
  /** Seconds that so many bytes will take; null while the line is not known. */
  secondsFor: (bytes: number) => number | null;
}>;

/** @param monotonic ms that only go forward */
export function createMeter(monotonic: () => number): Meter {
  let passed: readonly Passed[] = [];
  let carried = 0;
  let last: number | null = null;
  return {
    begin: () => {
      last = null;
    },
    moved: (sent) => {
      carried += Math.max(0, sent - (last ?? sent));
      last = sent;
      passed = withPassed(passed, { at: monotonic(), bytes: carried });
    },
    secondsFor: (bytes) => secondsFor(bytes, passed),
  };
}
