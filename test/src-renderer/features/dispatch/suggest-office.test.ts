import { expect, test } from "vitest";
import { suggestOffice, targetsOf } from "../../../../src-renderer/features/dispatch/suggest-office.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { shandongOffices } from "../../../support/resources.ts";

const { offices } = shandongOffices();
const [hub, city, county] = [officeId("p37"), officeId("c3709"), officeId("x370902")];

test("[DE-17] the next office below on the way to the employer's region is suggested, level by level", () => {
  expect(suggestOffice(offices, hub, "370902")?.office.id).toBe(city);
  expect(suggestOffice(offices, hub, "370900")?.office.id).toBe(city);
  expect(suggestOffice(offices, city, "370902")?.office.id).toBe(county);
  expect(suggestOffice(offices, county, "370902")?.office.id).toBe(county);
  expect(suggestOffice(offices, county, "370102")).toBeNull();
  expect(suggestOffice(offices, hub, "")).toBeNull();
});

test("[DE-17] an order goes nowhere but to one's own branch", () => {
  const targets = targetsOf(offices, city, false).map((office) => office.id);
  expect(targets).toContain(county);
  expect(targets).not.toContain(city);
  expect(targets).not.toContain(officeId("c3701"));
  expect(targetsOf(offices, county, true).map((office) => office.id)).toEqual([county]);
});
