import { expect, test } from "vitest";
import { joinsContacts, merges, storyAt, wagesCase } from "../../../support/order-steps.ts";
import { hub } from "../../../support/orders.ts";

test("[MG-1] the contacts of a merged order join those of the one that survives", () => {
  const story = storyAt("handling").does(joinsContacts());
  expect(story.now.contacts.map((one) => one.caller)).toEqual([wagesCase.contact.caller, "张建国之妻"]);
  expect(story.lastAs("contacts-joined")).toMatchObject({ number: "37-2026-000999" });
  expect(story.now.state).toBe("handling");
  expect(story.tries(merges(hub))).toBe("applied");
});

test("[MG-2] a contact that is there already is not added twice", () => {
  const story = storyAt("handling").does(joinsContacts());
  expect(story.tries(joinsContacts())).toBe("merged");
  expect(story.tries(joinsContacts(8))).toBe("applied");
  expect(story.now.contacts).toHaveLength(3);
});
