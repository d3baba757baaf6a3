import { Type } from "typebox";
import Value from "typebox/value";
import { expect, test } from "vitest";

import { openShape } from "../../../src-shared/kernel/open-shape.ts";
import { profileSchema } from "../../../src-shared/protocol/session.ts";

const closed = { additionalProperties: false };
const inner = Type.Object({ code: Type.String(), note: Type.Optional(Type.String()) }, closed);
const shape = Type.Object({ version: Type.Integer(), entries: Type.Array(inner) }, closed);

test("[WP-20] what is heard may say more than we know, at any depth; what we know is still checked", () => {
  const heard = { version: 1, entries: [{ code: "a", colour: "new" }], extra: true };
  expect(Value.Check(shape, heard)).toBe(false);
  expect(Value.Check(openShape(shape), heard)).toBe(true);
  expect(Value.Check(openShape(shape), { version: 1, entries: [{ note: "no code" }] })).toBe(false);
  expect(Value.Check(openShape(shape), { version: "1", entries: [] })).toBe(false);
});

test("[WP-20] a newer province's account is understood: an unknown role is no obstacle", () => {
  const profile = {
    userId: "0199a1b2-0000-7000-8000-000000000002",
    username: "taishan",
    name: "赵承办",
    office: "x370902",
    officeName: "泰安市泰山区总工会",
    roles: ["handler", "role-of-next-year"],
    hub: "p37",
    memberOfNextYear: 1,
  };
  expect(Value.Check(profileSchema, profile)).toBe(true);
});
