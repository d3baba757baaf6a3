import { expect, test } from "vitest";
import { suggestOffices, type DispatchFacts } from "../../../../src-shared/domain/assignment/suggest-office.ts";
import { dutiesOf, isAmong, noDuties, parseDuties } from "../../../../src-shared/domain/reference/duties.ts";
import { entryOf } from "../../../../src-shared/domain/reference/dictionary.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { defaultDictionaries, defaultDuties, shandongOffices } from "../../../support/resources.ts";

const { offices } = shandongOffices();
const duties = defaultDuties();
const [hub, city, county] = [officeId("p37"), officeId("c3709"), officeId("x370902")];
const facts = (
  employer: Partial<DispatchFacts["employer"]>,
  classification: Partial<DispatchFacts["classification"]> = {},
): DispatchFacts => ({
  classification: { class: "request", problem: "pay.arrears-other", ...classification },
  employer: { name: "某机械厂", region: "370902", nature: "private.112", industry: "C34", ...employer },
});
const from = (own: typeof hub, told: DispatchFacts, known = duties) =>
  suggestOffices(told, { offices, own, duties: known }).map(({ office }) => office.id);

test("[DI-1] the next office below on the way to the employer's region, level by level", () => {
  expect(from(hub, facts({}), noDuties)).toEqual([city]);
  expect(from(hub, facts({ region: "370900" }), noDuties)).toEqual([city]);
  expect(from(city, facts({}))).toEqual([county]);
  expect(from(county, facts({}))).toEqual([county]);
  expect(from(county, facts({ region: "370102" }))).toEqual([]);
  expect(from(hub, facts({ region: "" }), noDuties)).toEqual([]);
  const [first] = suggestOffices(facts({}), { offices, own: hub, duties });
  expect(first?.reason).toMatchObject({ kind: "territory", direct: false, region: { id: county } });
});

test("[DI-2] large enterprise before industrial union before territory", () => {
  const steel = facts({ name: "山东某钢铁集团有限公司", nature: "state.111", industry: "C31" });
  expect(from(hub, steel)).toEqual(["e3702", "i3706", city, "d3701"]);
});

test("[DI-3] an industrial union leads employers of its industries and natures only", () => {
  expect(from(hub, facts({ nature: "state.111" }))[0]).toBe("i3706");
  expect(from(hub, facts({}))[0]).toBe(city);
  expect(from(hub, facts({ nature: "state.111", industry: "" }))[0]).toBe(city);
  expect(isAmong("C34", ["C"])).toBe(true);
  expect(isAmong("", ["C"])).toBe(false);
});

test("[DI-4] a suggestion goes to the department that answers for it", () => {
  const women = { problem: "women-minors.facilities" };
  expect(from(hub, facts({}, { ...women, class: "suggestion" }))).toEqual(["d3703", city]);
  expect(from(hub, facts({}, women))).toEqual([city, "d3703"]);
});

test("[DI-5] nothing outside our own branch, and no office twice", () => {
  expect(from(city, facts({ name: "某钢铁集团", nature: "state.111" }))).toEqual([county]);
  const twice = { ...duties, duties: [...duties.duties, ...duties.duties] };
  const found = from(hub, facts({}), twice);
  expect(new Set(found).size).toBe(found.length);
});

test("[DI-6] the catalogue names what there is", () => {
  const dictionaries = defaultDictionaries();
  const known = new Set<string>(offices.map(({ id }) => id));
  for (const { offices: ids, problems } of duties.duties) {
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    expect(problems.filter((code) => !entryOf(dictionaries, "problem-type", code))).toEqual([]);
  }
  for (const { office, industries, natures } of duties.branches) {
    expect(known.has(office)).toBe(true);
    expect(industries.filter((code) => !entryOf(dictionaries, "industry", code))).toEqual([]);
    expect(natures.filter((code) => !entryOf(dictionaries, "enterprise-nature", code))).toEqual([]);
  }
  expect(dutiesOf(duties, "d3703")).toHaveLength(1);
  expect(parseDuties({ version: "x" })).toMatchObject({ ok: false, refusal: "not-duties" });
});
