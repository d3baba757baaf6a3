import fc from "fast-check";
import { expect, test } from "vitest";
import { isWithin } from "../../../src-shared/domain/reference/office.ts";
import { visibilityChanges } from "../../../src-server/projection/visibility-changes.ts";
import type { Sight } from "../../../src-server/store/visibility-store.ts";

const hub = "p37";
const city = "p37.c3709";
const county = "p37.c3709.x370902";
const other = "p37.c3701.x370102";

function seen(...paths: readonly string[]): Sight[] {
  return paths.map((office) => ({ orderId: "o", office, shard: office, gone: false }));
}

const brief = (sights: readonly Sight[]): string[] => sights.map((one) => `${one.gone ? "-" : "+"}${one.office}`);

test("[VI-2] a change writes the deepest rows only", () => {
  expect(brief(visibilityChanges("o", seen(hub, city, county), [hub, city, county]))).toEqual([`+${county}`]);
  expect(brief(visibilityChanges("o", seen(hub, county, other), [hub, county, other]))).toEqual([
    `+${county}`,
    `+${other}`,
  ]);
});

test("[VI-3] an office that begins to see an order gets a row, deepest or not", () => {
  expect(brief(visibilityChanges("o", seen(county), [hub, county]))).toEqual([`+${hub}`, `+${county}`]);
});

test("[VI-3] an office that sees an order again gets its row back", () => {
  const known = [...seen(hub), { orderId: "o", office: county, shard: county, gone: true }];
  expect(brief(visibilityChanges("o", known, [hub, county]))).toEqual([`+${county}`]);
});

test("[VI-4] an office that ceases to see it is told once, and the row above is written", () => {
  expect(brief(visibilityChanges("o", seen(hub, city, county), [hub, city]))).toEqual([`+${city}`, `-${county}`]);
  const gone = [...seen(hub, city), { orderId: "o", office: county, shard: county, gone: true }];
  expect(brief(visibilityChanges("o", gone, [hub, city]))).toEqual([`+${city}`]);
});

test("[VI-2] every reader who sees the order, or just lost it, sees a row that was written", () => {
  const paths = [hub, city, county, "p37.c3709.x370911", "p37.c3701", other];
  const some = fc.subarray(paths);
  fc.assert(
    fc.property(some, fc.subarray(paths, { minLength: 1 }), fc.constantFrom(...paths), (before, after, reader) => {
      const written = visibilityChanges("o", seen(...before), after);
      const concerned = [...before, ...after].some((path) => isWithin(path, reader));
      const had = before.some((path) => isWithin(path, reader));
      const has = after.some((path) => isWithin(path, reader));
      const noticed = written.some((sight) => isWithin(sight.office, reader));
      expect(noticed).toBe(concerned && (had || has));
    }),
  );
});
