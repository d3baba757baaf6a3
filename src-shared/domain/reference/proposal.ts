import { Type, type Static } from "typebox";

import { checkCalendarYear, withCalendarYear } from "../../calendar/calendar-year.ts";
import type { WorkingCalendar } from "../../calendar/working-calendar.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";
import { changeOffices, officeChangeSchema, type OfficeChangeRefusal } from "./change-offices.ts";
import { checkDictionaryChange, type DictionaryChangeRefusal } from "./change-dictionaries.ts";
import type { Dictionaries } from "./dictionary.ts";
import type { Office } from "./office.ts";
import { contradictsItself } from "./policy-contradiction.ts";
import { parsePolicy, type Policy } from "./policy.ts";
import { parseTemplates, type Templates } from "./template.ts";

const closed = { additionalProperties: false };

/** What an administrator proposes to publish. What came from a file is checked here, on the desk and in the province. */
export const proposalSchema = Type.Union([
  Type.Object({ kind: Type.Literal("calendar"), year: Type.Unknown() }, closed),
  Type.Object({ kind: Type.Literal("policy"), policy: Type.Unknown() }, closed),
  Type.Object({ kind: Type.Literal("offices"), change: officeChangeSchema }, closed),
  Type.Object({ kind: Type.Literal("dictionaries"), dictionaries: Type.Unknown() }, closed),
  Type.Object({ kind: Type.Literal("templates"), templates: Type.Unknown() }, closed),
]);
export type Proposal = Readonly<Static<typeof proposalSchema>>;

/** What is in force, as far as a proposal needs to know it. */
export type PublishedNow = Readonly<{
  calendar: WorkingCalendar;
  policy: Policy;
  offices: readonly Office[];
  dictionaries: Dictionaries;
  templates: Templates;
}>;

/** What would be published, as one whole. */
export type Publication =
  | Readonly<{ kind: "calendar"; content: WorkingCalendar }>
  | Readonly<{ kind: "policy"; content: Policy }>
  | Readonly<{ kind: "offices"; content: Readonly<{ version: string; offices: readonly Office[] }> }>
  | Readonly<{ kind: "dictionaries"; content: Dictionaries }>
  | Readonly<{ kind: "templates"; content: Templates }>;

export type ProposalRefusal =
  | OfficeChangeRefusal
  | DictionaryChangeRefusal
  | "not-a-calendar-year"
  | "no-such-day"
  | "calendar-gap"
  | "wrong-year"
  | "holiday-missing"
  | "holiday-broken"
  | "not-a-policy"
  | "effective-too-early"
  | "policy-contradicts"
  | "not-templates"
  | "template-twice"
  | "nothing-changed";

/**
 * What a proposal would publish: all of it or nothing. Pure, so that the desk shows what the province will say.
 * @param as the name of the new version, and the day in China on which it is published
 * @see docs/spec/administration.md AD-20 to AD-24, docs/spec/calendar.md CA-20, CA-21
 */
export function publicationOf(
  now: PublishedNow,
  proposal: Proposal,
  as: Readonly<{ version: string; today: string }>,
): Result<Publication, ProposalRefusal> {
  switch (proposal.kind) {
    case "calendar":
      return calendarOf(now, proposal.year, as.version);
    case "policy":
      return policyOf(proposal.policy, as);
    case "offices": {
      const offices = changeOffices(now.offices, proposal.change, as.today);
      if (!offices.ok) return offices;
      return accept({ kind: "offices", content: { version: as.version, offices: offices.value } });
    }
    case "dictionaries": {
      const changed = checkDictionaryChange(now.dictionaries, renamed(proposal.dictionaries, as.version));
      return changed.ok ? accept({ kind: "dictionaries", content: changed.value }) : changed;
    }
    case "templates": {
      const parsed = parseTemplates(renamed(proposal.templates, as.version));
      return parsed.ok ? accept({ kind: "templates", content: parsed.value }) : parsed;
    }
  }
}

type Published = Result<Publication, ProposalRefusal>;

function calendarOf({ calendar }: PublishedNow, year: unknown, version: string): Published {
  const checked = checkCalendarYear(calendar, year);
  if (!checked.ok) return refuse(checked.refusal === "gap" ? "calendar-gap" : checked.refusal);
  const content = withCalendarYear(calendar, checked.value, version);
  const isSame = JSON.stringify({ ...content, version: "" }) === JSON.stringify({ ...calendar, version: "" });
  return isSame ? refuse("nothing-changed") : accept({ kind: "calendar", content });
}

function policyOf(value: unknown, as: Readonly<{ version: string; today: string }>): Published {
  const parsed = parsePolicy(renamed(value, as.version));
  if (!parsed.ok) return parsed;
  // A step of this morning must not be judged by a rule of this evening.
  if (parsed.value.effectiveFrom <= as.today) return refuse("effective-too-early");
  if (contradictsItself(parsed.value)) return refuse("policy-contradicts");
  return accept({ kind: "policy", content: parsed.value });
}

/** The version's name is the province's to give, whatever the file says. */
function renamed(value: unknown, version: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, version } : value;
}
