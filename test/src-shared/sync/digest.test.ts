import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";

import { sha256Words } from "../../../src-shared/kernel/sha256.ts";
import {
  bucketOf,
  differingBuckets,
  digestsOf,
  mendingOf,
  sumOf,
  type Revision,
} from "../../../src-shared/sync/digest.ts";

const revision = fc.record({ id: fc.uuid(), version: fc.nat(9) });
const set = fc.uniqueArray(revision, { selector: ({ id }) => id, maxLength: 60 });

test("[DG-1] the hash is SHA-256", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const words = [...sha256Words(bytes)].map((word) => word.toString(16).padStart(8, "0"));
      expect(words.join("")).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
    { numRuns: 300 },
  );
});

test("[DG-1] count and xor of the first eight bytes, in whatever order; the parts add up to the whole", () => {
  fc.assert(
    fc.property(set, (orders) => {
      const hashes = orders.map(({ id, version }) => createHash("sha256").update(`${id}:${version}`).digest());
      const xor = hashes.reduce((sum, hash) => sum ^ hash.readBigUInt64BE(), 0n);
      const expected = { count: orders.length, xor: xor.toString(16).padStart(16, "0") };
      expect(sumOf(digestsOf(orders))).toEqual(expected);
      expect(sumOf(digestsOf(orders.toReversed()))).toEqual(expected);
    }),
  );
});

test("[DG-3] strangers are deleted; what is missing or of another version is wanted", () => {
  const ours = [
    { id: "a", version: 1 },
    { id: "b", version: 2 },
    { id: "c", version: 9 },
    { id: "x", version: 1 },
  ];
  const theirs = [
    { id: "a", version: 1 },
    { id: "b", version: 3 },
    { id: "c", version: 4 },
    { id: "d", version: 1 },
  ];
  expect(mendingOf(ours, theirs)).toEqual({ strangers: ["x"], wanted: ["b", "c", "d"] });
});

/** What a copy is after the parts that differ have been mended from the original. */
function mended(ours: readonly Revision[], theirs: readonly Revision[]): ReadonlyMap<string, number> {
  const differing = new Set(differingBuckets(digestsOf(ours), digestsOf(theirs)));
  const inParts = ({ id }: Revision): boolean => differing.has(bucketOf(id));
  const { strangers, wanted } = mendingOf(ours.filter(inParts), theirs.filter(inParts));
  const copy = new Map(ours.map(({ id, version }) => [id, version]));
  strangers.forEach((id) => copy.delete(id));
  const original = new Map(theirs.map(({ id, version }) => [id, version]));
  wanted.forEach((id) => copy.set(id, original.get(id) ?? -1));
  return copy;
}

test("[DG-6] any two sets are made equal, and parts that agree are not asked for", () => {
  const pair = fc
    .tuple(set, set, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }))
    .map(([common, extra, fates]) => {
      const theirs = common;
      // Of the common orders some are kept, some lost, some older, some newer; the copy also has some of its own.
      const ours = common.flatMap((one, at): Revision[] => {
        const fate = fates[at] ?? 0;
        if (fate === 1) return [];
        return fate === 2 ? [{ ...one, version: one.version + 1 }] : [one];
      });
      const known = new Set(common.map(({ id }) => id));
      return [[...ours, ...extra.filter(({ id }) => !known.has(id)).slice(0, 5)], theirs] as const;
    });
  fc.assert(
    fc.property(pair, ([ours, theirs]) => {
      expect(new Map([...mended(ours, theirs)].sort())).toEqual(
        new Map(theirs.map(({ id, version }): [string, number] => [id, version]).sort()),
      );
      const differing = differingBuckets(digestsOf(ours), digestsOf(theirs));
      const truly = new Set(
        [...ours, ...theirs].filter((one) => !has(ours, one) || !has(theirs, one)).map(({ id }) => bucketOf(id)),
      );
      expect(new Set(differing)).toEqual(truly);
    }),
    { numRuns: 300 },
  );
});

function has(set: readonly Revision[], { id, version }: Revision): boolean {
  return set.some((one) => one.id === id && one.version === version);
}
