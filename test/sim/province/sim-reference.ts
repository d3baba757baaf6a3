import type { LiveReference } from "../../../src-server/sync/live-reference.ts";
import type { ReferenceDesk } from "../../../src-server/sync/publish-reference.ts";
import type { Reference } from "../../../src-shared/protocol/reference.ts";
import type { Rules } from "../../../src-shared/domain/decision.ts";
import { hub, shippedRules } from "../../support/orders.ts";
import { defaultDictionaries, defaultTemplates, shandongOffices } from "../../support/resources.ts";
import { peopledOffices } from "../people/accounts.ts";

/** The offices where somebody works, and those above them. */
const offices = shandongOffices().offices.filter(({ id }) => peopledOffices.includes(id));
const nobody = { find: () => undefined };
const rules: Rules = { ...shippedRules, colleagues: nobody };
const inForce = { rules, offices, dictionaries: defaultDictionaries(), templates: defaultTemplates() };

/** The rules that the product ships with, in force from the beginning to the end of a run. */
export const simReference: LiveReference = {
  current: () => inForce,
  versionOf: () => "shipped",
  rulesAt: () => rules,
  refresh: async () => false,
  hold: async () => undefined,
};

const bundle = {
  version: "shipped",
  hub,
  calendar: rules.calendar,
  policy: rules.policy,
  offices,
  dictionaries: inForce.dictionaries,
  templates: inForce.templates,
  colleagues: [],
} as unknown as Reference;

/** What desks keep of it. It is handed over as it is: its shape is checked elsewhere and checking it takes long. */
export const referenceBundle: Reference = bundle;

export const simReferenceDesk: ReferenceDesk = { read: async () => bundle, forget: () => undefined };
