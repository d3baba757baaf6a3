import { Type, type Static } from "typebox";

import { workingCalendarSchema } from "../calendar/calendar-schema.ts";
import { dutiesSchema } from "../domain/reference/duties.ts";
import { dictionariesSchema } from "../domain/reference/dictionary.ts";
import { knowledgeSchema } from "../domain/reference/knowledge.ts";
import { officeSchema } from "../domain/reference/office.ts";
import { policySchema } from "../domain/reference/policy.ts";
import { templatesSchema } from "../domain/reference/template.ts";
import { officeIdSchema, userIdSchema } from "../kernel/ids.ts";
import { openShape } from "../kernel/open-shape.ts";
import { courierKeysSchema } from "./courier.ts";
import { heardRoleSchema } from "./session.ts";

/** A colleague as lists name them: no personal data beyond name and office. */
export const colleagueSchema = Type.Object({
  id: userIdSchema,
  name: Type.String(),
  office: officeIdSchema,
  roles: Type.Array(heardRoleSchema),
});

/** Everything an office needs to judge actions by itself, as one versioned whole, so that it never mixes two versions. */
export const referenceSchema = openShape(
  Type.Object({
    version: Type.String(),
    hub: officeIdSchema,
    calendar: workingCalendarSchema,
    policy: policySchema,
    offices: Type.Array(officeSchema),
    dictionaries: dictionariesSchema,
    templates: templatesSchema,
    colleagues: Type.Array(colleagueSchema),
    /** Absent in what an older province said, and in what a desk kept from then. */
    knowledge: Type.Optional(knowledgeSchema),
    duties: Type.Optional(dutiesSchema),
    courier: Type.Optional(courierKeysSchema),
  }),
);
export type Reference = Readonly<Static<typeof referenceSchema>>;
export type Colleague = Readonly<Static<typeof colleagueSchema>>;
