import fc from "fast-check";
import { expect, test } from "vitest";

import { frameRecord, readFrames } from "../../../src-shared/sync/journal-frame.ts";
import { packLines, unpackLines } from "../../../src-shared/sync/journal-group.ts";

const payload = fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replaceAll("\n", " ").toWellFormed());
const payloads = fc.array(payload, { minLength: 1, maxLength: 12 });

function journalOf(records: readonly string[]): Uint8Array {
  return Uint8Array.from(records.flatMap((record) => [...frameRecord(record)]));
}

test("[JF-1] every record is read back in order", () => {
  fc.assert(
    fc.property(payloads, (records) => {
      const bytes = journalOf(records);
      expect(readFrames(bytes)).toEqual({ payloads: records, wholeBytes: bytes.length, tornBytes: 0, damaged: 0 });
    }),
  );
});

test("[JF-1] a record looks like this on disk", () => {
  expect(new TextDecoder().decode(frameRecord('{"kind":"工单"}'))).toBe('00000011 3f5455c5 {"kind":"工单"}\n');
});

test("[JF-2] a tail torn at any byte loses that record alone", () => {
  fc.assert(
    fc.property(payloads, fc.nat(), (records, cut) => {
      const whole = journalOf(records.slice(0, -1));
      const last = frameRecord(records.at(-1) ?? "");
      const torn = last.subarray(0, cut % last.length);
      const content = readFrames(Uint8Array.from([...whole, ...torn]));
      expect(content).toMatchObject({
        payloads: records.slice(0, -1),
        wholeBytes: whole.length,
        tornBytes: torn.length,
      });
    }),
  );
});

test("[JF-3] a changed byte loses at most its record and the one whose line end it was", () => {
  fc.assert(
    fc.property(payloads, fc.nat(), fc.integer({ min: 1, max: 255 }), (records, place, flip) => {
      const bytes = journalOf(records);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      const { payloads: read, damaged, tornBytes } = readFrames(bytes);
      expect(read.length).toBeGreaterThanOrEqual(records.length - 2);
      expect(damaged + tornBytes).toBeGreaterThan(0);
      expect(records).toEqual(expect.arrayContaining([...read]));
    }),
    { numRuns: 500 },
  );
});

test("[JF-4] bytes that are no journal give nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { payloads: read, wholeBytes, tornBytes } = readFrames(bytes);
      expect(read).toEqual([]);
      expect(wholeBytes + tornBytes).toBe(bytes.length);
    }),
  );
});

const line = fc.oneof(payload, fc.constantFrom("\u001e", "\u001e[]", '\u001e["a"]', "\u001e{", ""));

test("[JF-7] lines appended together are one record, and come back as they were", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const records = packLines(lines);
      expect(records.length).toBe(Math.min(1, lines.length));
      expect(readFrames(journalOf(records)).payloads.flatMap(unpackLines)).toEqual(lines);
    }),
  );
});

test("[JF-7] what begins with the mark and is no group is read as a line", () => {
  for (const odd of ["\u001e", "\u001e{", "\u001e[1]", "\u001e{}"]) expect(unpackLines(odd)).toEqual([odd]);
});
