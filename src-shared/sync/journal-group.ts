import { Type } from "typebox";
import Value from "typebox/value";

// [Note: one append, one record] Lines that were appended together are one record, so its checksum covers them all: after
// a crash in the middle of the write they are all there, or none is. JSON never begins with the mark. A line of its own
// is written as it is; both programs pack and unpack with this code.
const mark = "\u001e";
const linesSchema = Type.Array(Type.String());

/** What is framed for lines that were appended together: nothing, the line itself, or all of them as one payload. */
export function packLines(lines: readonly string[]): readonly string[] {
  const [only] = lines;
  if (only === undefined) return [];
  return lines.length === 1 && !only.startsWith(mark) ? [only] : [mark + JSON.stringify(lines)];
}

/**
 * The lines of a payload; one that is no group of ours is a line of its own.
 * @see docs/spec/journal-format.md JF-7
 */
export function unpackLines(payload: string): readonly string[] {
  if (!payload.startsWith(mark)) return [payload];
  try {
    const lines: unknown = JSON.parse(payload.slice(mark.length));
    return Value.Check(linesSchema, lines) ? lines : [payload];
  } catch {
    return [payload];
  }
}
