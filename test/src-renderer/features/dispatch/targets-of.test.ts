import { expect, test } from "vitest";
import { targetsOf } from "../../../../src-renderer/features/dispatch/targets-of.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { shandongOffices } from "../../../support/resources.ts";

const { offices } = shandongOffices();
const [city, county] = [officeId("c3709"), officeId("x370902")];

test("[DE-17] an order goes nowhere but to one's own branch", () => {
  const targets = targetsOf(offices, city, false).map((office) => office.id);
  expect(targets).toContain(county);
  expect(targets).not.toContain(city);
  expect(targets).not.toContain(officeId("c3701"));
  expect(targetsOf(offices, county, true).map((office) => office.id)).toEqual([county]);
});
