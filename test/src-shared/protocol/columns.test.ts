import fc from "fast-check";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { jsonSum } from "../../../src-shared/kernel/json-sum.ts";
import type { Packed } from "../../../src-shared/protocol/columns/column.ts";
import { pack } from "../../../src-shared/protocol/columns/pack.ts";
import { unpack } from "../../../src-shared/protocol/columns/unpack.ts";
import { tellOrders } from "../../../src-shared/sync/told-orders.ts";
import { someOrders } from "../../support/some-orders.ts";

const overTheWire = (packed: Packed): Packed => JSON.parse(JSON.stringify(packed)) as Packed;
const again = (values: readonly unknown[]): readonly unknown[] => unpack(overTheWire(pack(values)));

const uuid = fc.uuid().map((one) => one.toLowerCase());
const leaf = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, "", "noted"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  uuid,
);
const key = fc.oneof(fc.constantFrom("id", "at", "type", "__proto__", "constructor"), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value")),
    fc.array(fc.tuple(key, tie("value"))).map((members) => Object.fromEntries(members)),
  ),
}));
const alike = fc.array(
  fc.record(
    { id: uuid, at: fc.integer(), same: fc.constant("x"), some: fc.oneof(leaf, value) },
    { requiredKeys: ["id"] },
  ),
);

test("[TO-1] a list in columns reads back as the same list", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(value), alike), (values) => {
      const said: unknown = JSON.parse(JSON.stringify(values));
      expect(canonicalJson(again(values))).toBe(canonicalJson(said));
    }),
    { numRuns: 200 },
  );
});

test("[TO-1] members that are undefined are left out, and what JSON cannot say throws", () => {
  const values = [{ a: 1, b: undefined }, { a: 2, b: "x" }, { a: 3 }];
  expect(again(values)).toEqual([{ a: 1 }, { a: 2, b: "x" }, { a: 3 }]);
  expect(() => pack([() => 1])).toThrow(TypeError);
  expect(() => pack([[undefined]])).toThrow(TypeError);
});

test("[TO-1] numbers that differences would blur stay as they are", () => {
  const large = Number.MAX_SAFE_INTEGER;
  const values = [large, -large, 0.5, -0, 1e300];
  expect(again(values)).toEqual([large, -large, 0.5, 0, 1e300]);
  expect(again([large, -large, large])).toEqual([large, -large, large]);
});

test("[TO-2] what is missing, too much or unknown is refused", () => {
  const packed = pack(Array.from({ length: 4 }, (_, at) => ({ id: `0000000${at}-0000-7000-8000-000000000000`, at })));
  const broken: readonly Packed[] = [
    { ...packed, count: packed.count + 1 },
    { ...packed, r: packed.r.slice(4) },
    { ...packed, r: "*" },
    { ...packed, t: packed.t.slice(1) },
    { count: 3, t: [], r: "", of: { d: ["x"], x: [0, 1, 0] } },
    { count: 3, t: [], r: "", of: { u: { i: [0, 0, 0] } } },
    { count: 2, t: [], r: "", of: { o: { a: { e: "b" } } } },
    { count: 2, t: [], r: "", of: { m: "03", p: [["x"], [], []] } },
    { count: 2, t: [], r: "", of: { z: 1 } as never },
  ];
  for (const one of broken) expect(() => unpack(one)).toThrow();
});

test("[TO-3] orders in columns are a good third less than whole ones, compressed", () => {
  const orders = someOrders(120);
  const size = (said: unknown): number => brotliCompressSync(JSON.stringify(said)).length;
  const told = size(tellOrders(orders.map((order) => ({ order, from: 0 }))));
  expect(told / size(orders)).toBeLessThan(0.6);
});

test("[TO-4] the sum of a value knows no order of members, and every change", () => {
  fc.assert(
    fc.property(value, (one) => {
      const turned: unknown = JSON.parse(canonicalJson(one));
      expect(jsonSum(turned)).toBe(jsonSum(JSON.parse(JSON.stringify(one))));
    }),
  );
  const sums = [{ a: 1 }, { a: "1" }, { a: 2 }, { b: 1 }, [1], [[1]], [1, 0], [0, 1], {}, [], null, "", 0, "null"].map(
    jsonSum,
  );
  expect(new Set(sums).size).toBe(sums.length);
  expect(jsonSum({ a: 1, b: undefined })).toBe(jsonSum({ a: 1 }));
});
