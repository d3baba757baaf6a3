import type { OfficeId } from "../../kernel/ids.ts";
import { isAmong, type Branch, type Duties, type Duty } from "../reference/duties.ts";
import { isOpenOffice, isWithin, type Office } from "../reference/office.ts";
import type { Classification, Employer } from "../work-order/classification.ts";

/** Why an office is suggested; the words for it are the screen's. */
export type SuggestionReason =
  | Readonly<{ kind: "branch"; branch: Branch }>
  | Readonly<{ kind: "territory"; region: Office; direct: boolean }>
  | Readonly<{ kind: "duty"; duty: Duty }>;
export type Suggestion = Readonly<{ office: Office; reason: SuggestionReason }>;

export type DispatchFacts = Readonly<{
  classification: Pick<Classification, "class" | "problem">;
  employer: Pick<Employer, "name" | "region" | "nature" | "industry">;
}>;
export type DispatchWorld = Readonly<{ offices: readonly Office[]; own: OfficeId; duties: Duties }>;

/**
 * Where an order could go from an office, the best first: the union of a large enterprise, then the provincial
 * industrial union of an employer that it leads, then the territory of the employer (属地管理), level by level; then who
 * answers for the problem. A suggestion or an order without a place goes to whoever answers for it first.
 * @see docs/spec/dispatch.md DI-1 to DI-5
 */
export function suggestOffices(facts: DispatchFacts, world: DispatchWorld): readonly Suggestion[] {
  const byUnion = world.duties.branches.filter((branch) => leads(branch, facts)).map(ofBranch);
  const named = byUnion.filter(({ reason }) => reason.branch.names.length > 0);
  const industrial = byUnion.filter(({ reason }) => reason.branch.names.length === 0);
  const territory = territorial(world, facts.employer.region);
  const duties = world.duties.duties.filter(({ problems }) => isAmong(facts.classification.problem, problems));
  const byDuty = duties.flatMap((duty) => duty.offices.map((id) => ({ id, reason: { kind: "duty", duty } as const })));
  const byPlace = [...named, ...industrial, ...territory];
  const isForDuty = facts.classification.class === "suggestion";
  return inReach(world, isForDuty ? [...byDuty, ...byPlace] : [...byPlace, ...byDuty]);
}

function ofBranch(branch: Branch): Readonly<{ id: OfficeId; reason: Extract<SuggestionReason, { kind: "branch" }> }> {
  return { id: branch.office, reason: { kind: "branch", branch } };
}

function leads({ names, industries, natures }: Branch, { employer }: DispatchFacts): boolean {
  if (names.length > 0) return names.some((part) => employer.name.includes(part));
  return isAmong(employer.industry, industries) && isAmong(employer.nature, natures);
}

type Found = Readonly<{ id: OfficeId; reason: SuggestionReason }>;

/** Only what lies below us or is ourselves, each office once. */
function inReach({ offices, own }: DispatchWorld, found: readonly Found[]): readonly Suggestion[] {
  const self = offices.find((office) => office.id === own);
  const reached = new Map<OfficeId, Suggestion>();
  for (const { id, reason } of found) {
    const office = offices.find((one) => one.id === id);
    if (!self || !office || !isOpenOffice(office) || reached.has(id)) continue;
    if (isWithin(office.path, self.path)) reached.set(id, { office, reason });
  }
  return [...reached.values()];
}

/** The office directly below us on the way to the region's own; ourselves when the region is ours. */
function territorial({ offices, own }: DispatchWorld, regionCode: string): readonly Found[] {
  const self = offices.find((office) => office.id === own);
  const region = regionCode === "" ? undefined : offices.find((office) => office.regionCode === regionCode);
  if (!self || !region || !isWithin(region.path, self.path)) return [];
  const below = offices.find((office) => office.parentId === own && isWithin(region.path, office.path));
  const { id } = below ?? self;
  return [{ id, reason: { kind: "territory", region, direct: id === region.id } }];
}
