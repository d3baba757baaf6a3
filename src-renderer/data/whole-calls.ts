import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";

/**
 * Characters and lines that go in one call. The desktop's bridge cuts longer calls anywhere (platform/desktop.ts), and
 * only what crosses it at once is all there or not at all (JO-13).
 */
const callLength = 100_000;
const callLines = 100;

/** Groups of entries as calls of `append`, in order: what is in one group is never in two calls. */
export function inCalls(groups: readonly (readonly JournalEntry[])[]): readonly (readonly JournalEntry[])[] {
  const calls: JournalEntry[][] = [];
  let room = 0;
  for (const group of groups) {
    const length = JSON.stringify(group).length;
    const last = calls.at(-1);
    if (last === undefined || length > room || last.length + group.length > callLines) {
      calls.push([...group]);
      room = callLength - length;
    } else {
      last.push(...group);
      room -= length;
    }
  }
  return calls;
}
