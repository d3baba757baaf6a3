import type { Limit } from "../../../src-shared/calendar/limit.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { WhyDue } from "../why-popover.tsx";

/** A sentence in a form about the end of a limit, with 为什么? behind it: what is counted, from when, and the days. */
export function LimitNote({
  words,
  start,
  limit,
  due,
}: Readonly<{ words: string; start: Instant; limit: Limit; due: Instant }>): React.JSX.Element {
  return (
    <div>
      {words} <WhyDue start={start} limit={limit} due={due} />
    </div>
  );
}
