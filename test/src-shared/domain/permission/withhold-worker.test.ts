import { expect, test } from "vitest";
import { orderFor } from "../../../../src-shared/domain/permission/withhold-worker.ts";
import type { Worker } from "../../../../src-shared/domain/work-order/classification.ts";
import { provinceItself } from "../../../../src-shared/domain/permission/role.ts";
import { contactId, orderId, type OfficeId } from "../../../../src-shared/kernel/ids.ts";
import {
  accepts,
  amends,
  approves,
  attaches,
  asksHelp,
  callsBack,
  forwards,
  dispatches,
  inspects,
  reports,
  wagesCase,
} from "../../../support/order-steps.ts";
import {
  anActor,
  city,
  county,
  department,
  hub,
  idOf,
  otherCity,
  otherCounty,
  step,
  Story,
} from "../../../support/orders.ts";

const worker: Worker = {
  ...wagesCase.worker,
  name: "欧阳秘密",
  idNumber: "110101199003071234",
  phones: ["13755550001"],
  address: "青年路七号",
  coClaimants: ["司马同行"],
};
const secrets = [
  "欧阳秘密",
  "110101199003071234",
  "13755550001",
  "青年路七号",
  "司马同行",
  "来电的亲属",
  "13755550002",
];
const confidential = { ...wagesCase.classification, flags: ["confidential" as const] };
const contact = { ...wagesCase.contact, caller: "来电的亲属", callerNumber: "13755550002" };

/** A confidential order that went all the way, with the worker named in every step that can name one. */
function secretOrder(): Story {
  const register = step(hub, "register", { ...wagesCase, classification: confidential, worker, contact });
  return new Story().does(
    register,
    dispatches(hub, city),
    forwards(city, county),
    accepts(county),
    amends(county, { worker: { ...worker, gender: "female" } }),
    asksHelp(county, otherCounty),
    step(anActor(hub, [provinceItself]), "join-contacts", {
      from: orderId(idOf("action", 777)),
      number: "37-2026-000001",
      contacts: [{ ...contact, id: contactId(idOf("contact", 8)) }],
    }),
    reports(county),
    approves(city),
    callsBack(hub, { person: "欧阳秘密" }),
  );
}

const found = (story: Story, office: OfficeId): readonly string[] =>
  secrets.filter((secret) => JSON.stringify(orderFor(office, hub, story.now)).includes(secret));

test("[PR-4] who the worker is is nowhere in the copy of an office that may not know", () => {
  const story = secretOrder();
  for (const office of [city, otherCity, otherCounty, department]) {
    expect(found(story, office)).toEqual([]);
    expect(orderFor(office, hub, story.now)).toMatchObject({
      workerWithheld: true,
      worker: { identity: worker.identity, persons: worker.persons, gender: "female" },
      employer: wagesCase.employer,
      claim: wagesCase.claim,
    });
  }
  for (const office of [hub, county]) {
    expect(orderFor(office, hub, story.now)).toBe(story.now);
    expect(found(story, office)).toEqual(secrets);
  }
});

test("[PR-4] an order that is not confidential is served whole", () => {
  const story = new Story().does(step(hub, "register", { ...wagesCase, worker, contact }), dispatches(hub, city));
  expect(orderFor(otherCounty, hub, story.now)).toBe(story.now);
});

test("[PR-4] whoever comes to handle it gets it whole, whoever passes it on no longer", () => {
  const register = step(hub, "register", { ...wagesCase, classification: confidential, worker, contact });
  const story = new Story().does(register);
  expect(found(story, city)).toEqual([]);
  story.does(dispatches(hub, city));
  expect(found(story, city)).toHaveLength(secrets.length);
  story.does(forwards(city, county));
  expect(found(story, city)).toEqual([]);
  expect(found(story, county)).toHaveLength(secrets.length);
});

test("[PR-5] what was typed freely is served as it is", () => {
  const claim = { ...wagesCase.claim, facts: "欧阳秘密称工资未付" };
  const story = new Story().does(
    step(hub, "register", { ...wagesCase, classification: confidential, worker, claim }),
    dispatches(hub, city),
  );
  expect(orderFor(otherCounty, hub, story.now).claim.facts).toBe("欧阳秘密称工资未付");
});

test("[PR-8] files go to who may know the worker, and back to the office that attached them", () => {
  const story = secretOrder().does(attaches(county, "b"), attaches(city, "c"));
  const filesOf = (office: OfficeId): number => orderFor(office, hub, story.now).attachments.length;
  expect([county, hub, city, otherCounty].map(filesOf)).toEqual([2, 2, 1, 0]);
});

test("[PR-6] who may not know the worker corrects the rest, but neither the worker nor the mark", () => {
  const story = secretOrder().does(inspects(hub, { verdict: "rework", remarks: "不符" }), reports(county));
  expect(story.now.holder).toBe(city);
  expect(story.tries(amends(city, { worker: { ...worker, name: "别人" } }))).toBe("worker-withheld");
  expect(story.tries(amends(city, { classification: wagesCase.classification }))).toBe("worker-withheld");
  expect(story.tries(amends(city, { classification: { ...confidential, title: "拖欠工资（补）" } }))).toBe("applied");
  expect(story.tries(amends(hub, { worker: { ...worker, name: "别人" } }))).toBe("applied");
});
