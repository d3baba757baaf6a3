import { expect, test } from "vitest";
import { officeKinds, isWithin, parseOffices, shardOf } from "../../../../src-shared/domain/reference/office.ts";
import { ancestorsOf, childrenOf, subtreeOf } from "../../../../src-shared/domain/reference/office-tree.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { shandongOffices } from "../../../support/resources.ts";

const list = shandongOffices();
const { offices } = list;
const named = (name: string) => offices.find((office) => office.name === name);

test("[RF-2] the offices of Shandong", () => {
  const count = (kind: string): number => offices.filter((office) => office.kind === kind).length;
  const counts = Object.fromEntries(officeKinds.map((kind) => [kind, count(kind)]));
  expect(counts).toEqual({ province: 1, city: 16, county: 151, industrial: 9, enterprise: 6, department: 6 });
  for (const key of ["id", "code", "name", "shortName", "path"] as const) {
    expect(new Set(offices.map((office) => office[key])).size).toBe(offices.length);
  }
});

test("[RF-2] names are the unions', and a name used twice carries its city's", () => {
  expect(offices[0]).toMatchObject({ id: "p37", path: "p37", name: "山东省总工会", kind: "province" });
  expect(named("泰山区总工会")).toMatchObject({
    path: "p37.c3709.x370902",
    shortName: "泰山区总",
    regionCode: "370902",
  });
  expect(named("枣庄市市中区总工会")).toMatchObject({ shortName: "枣庄市中区总" });
  expect(named("威海火炬高技术产业开发区总工会")).toMatchObject({ shortName: "威海高区总", kind: "county" });
});

test("[RF-3] paths are made of the tree", () => {
  for (const office of offices) expect(office.path).toMatch(/^p37(\.[A-Za-z0-9_]+){0,2}$/);
  const [hub, first] = offices;
  if (hub === undefined || first === undefined) throw new Error("no offices");
  const refusal = (...changed: unknown[]) => parseOffices({ version: "x", offices: changed });
  expect(refusal(hub, hub)).toEqual({ ok: false, refusal: "office-twice" });
  expect(refusal(hub, { ...first, code: hub.code })).toEqual({ ok: false, refusal: "office-twice" });
  expect(refusal(first, hub)).toEqual({ ok: false, refusal: "parent-missing" });
  expect(refusal(hub, { ...first, path: "p37.elsewhere" })).toEqual({ ok: false, refusal: "path-broken" });
  expect(refusal(hub, { ...first, path: "p37.a-b" })).toEqual({ ok: false, refusal: "not-an-office-list" });
  expect(refusal()).toEqual({ ok: false, refusal: "not-an-office-list" });
});

test("[RF-4] within is by whole labels", () => {
  expect(isWithin("p37.c3709", "p37")).toBe(true);
  expect(isWithin("p37", "p37")).toBe(true);
  expect(isWithin("p37.c3709", "p37.c37")).toBe(false);
  expect(isWithin("p37", "p37.c3709")).toBe(false);
});

test("[RF-4] the tree, upwards and downwards", () => {
  const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);
  expect(childrenOf(offices, officeId("c3709"))).toHaveLength(6);
  expect(ids(ancestorsOf(offices, officeId("x370902")))).toEqual(["c3709", "p37"]);
  expect(ancestorsOf(offices, officeId("p37"))).toEqual([]);
  expect(ancestorsOf(offices, officeId("nobody"))).toEqual([]);
  expect(subtreeOf(offices, officeId("c3709"))).toHaveLength(7);
  expect(subtreeOf(offices, officeId("p37"))).toHaveLength(offices.length);
  expect(subtreeOf(offices, officeId("nobody"))).toEqual([]);
});

test("[RF-5] the shard is the county's", () => {
  expect(shardOf("p37")).toBe("p37");
  expect(shardOf("p37.c3709")).toBe("p37.c3709");
  expect(shardOf("p37.c3709.x370902")).toBe("p37.c3709.x370902");
  expect(shardOf("p37.c3709.x370902.town1")).toBe("p37.c3709.x370902");
});
