import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { ColleagueLookup, Rules } from "../../src-shared/domain/decision.ts";
import { parseDictionaries, type Dictionaries } from "../../src-shared/domain/reference/dictionary.ts";
import { knownCodes } from "../../src-shared/domain/reference/known-codes.ts";
import { parseOffices, type Office } from "../../src-shared/domain/reference/office.ts";
import { parsePolicy, type Policy } from "../../src-shared/domain/reference/policy.ts";
import type { ReferenceKind } from "../../src-shared/domain/reference/reference-kind.ts";
import { parseTemplates, type Templates } from "../../src-shared/domain/reference/template.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Resources } from "../store/read-resources.ts";
import { holdPublished, readLatestNames, readLatestNumber, readVersions } from "../store/reference-store.ts";
import type { Executor, Store } from "../store/store.ts";
import { inTransaction } from "../store/transaction.ts";
import { checked, readChecked, UnreadableVersion } from "./read-checked.ts";
import { seedReference } from "./seed-reference.ts";

/** The versions in force, as the running province works with them. */
export type InForce = Readonly<{
  rules: Rules;
  offices: readonly Office[];
  dictionaries: Dictionaries;
  templates: Templates;
}>;

/** What is published, as it stands now, in this process. */
export type LiveReference = Readonly<{
  current: () => InForce;
  /** The name of the latest version of a kind, in force or not yet. */
  versionOf: (kind: ReferenceKind) => string;
  /** The rules as they were, or will be, at a moment: of policies, the one that had taken effect. */
  rulesAt: (at: Instant) => Rules;
  /** Looks whether something was published, here or by another process, or has taken effect; true when it had. */
  refresh: () => Promise<boolean>;
  /** Keeps what is published as it is until the end of a transaction, and follows it; before any row is locked. */
  hold: (tx: Executor) => Promise<void>;
}>;

type Known = InForce &
  Readonly<{ number: number; latest: ReadonlyMap<string, string>; policies: readonly Dated[]; changesAt: Instant }>;
type Dated = Readonly<{ from: Instant; policy: Policy }>;

/**
 * Opens what is published. An empty database is given the versions that come with the program; a program that is newer
 * than the dictionaries adds the codes it knows besides, as a version of its own.
 * @see docs/spec/administration.md AD-1 to AD-5
 */
export async function openLiveReference(
  store: Store,
  resources: Resources,
  now: () => Instant,
): Promise<LiveReference> {
  await inTransaction(store, (tx) => seedReference(tx, resources, now()));
  let known = await readKnown(store.db, now());
  const rulesAt = (at: Instant): Rules => {
    const { rules, policies } = known;
    const policy = policies.find(({ from }) => from <= at)?.policy;
    return policy === undefined || policy === rules.policy ? rules : { ...rules, policy };
  };
  // Two looks may overlap: the one that began first must not bring an older version back.
  const follow = (next: Known): void => {
    if (next.number >= known.number) known = next;
  };
  const refresh = async (): Promise<boolean> => {
    const at = now();
    const isSame = (await readLatestNumber(store.db)) === known.number && at < known.changesAt;
    if (isSame) return false;
    follow(await readKnown(store.db, at));
    return true;
  };
  const hold = async (tx: Executor): Promise<void> => {
    const isFollowed = (await holdPublished(tx)) === known.number;
    if (!isFollowed) await readKnown(tx, now()).then(follow, unlessTooNew);
  };
  store.heads.subscribe((heads) => void (heads["reference"] !== undefined && refresh().catch(() => undefined)));
  return { current: () => known, versionOf: (kind) => known.latest.get(kind) ?? "", rulesAt, refresh, hold };
}

/** While a province is updated process by process, an older one goes on by what it can read: steps are judged all the same. */
function unlessTooNew(error: unknown): void {
  if (!(error instanceof UnreadableVersion)) throw error;
}

// People come and go while the province runs: whom a step names is read when it is judged (named-colleague.ts).
const nobody: ColleagueLookup = { find: () => undefined };

async function readKnown(db: Executor, at: Instant): Promise<Known> {
  const number = await readLatestNumber(db);
  const latest = await readLatestNames(db);
  const calendar = await readChecked({ db, at }, "calendar", parseCalendar);
  const { offices } = await readChecked({ db, at }, "offices", parseOffices);
  const dictionaries = await readChecked({ db, at }, "dictionaries", parseDictionaries);
  const templates = await readChecked({ db, at }, "templates", parseTemplates);
  const policies = await readPolicies(db);
  const policy = policies.find(({ from }) => from <= at)?.policy;
  const hub = offices.find((office) => office.parentId === null);
  invariant(hub && policy, "there is an office tree with a root, and a policy in force");
  const byId = new Map(offices.map((office) => [office.id, office]));
  const lookup = { find: byId.get.bind(byId), hub: hub.id };
  const rules = { calendar, policy, offices: lookup, colleagues: nobody, codes: knownCodes(dictionaries) };
  const changesAt = Math.min(...policies.map(({ from }) => (from > at ? from : Number.MAX_SAFE_INTEGER)));
  return { number, latest, rules, offices, dictionaries, templates, policies, changesAt };
}

/** Policies by when they take effect, the latest first; of two on one day the one published later comes first. */
async function readPolicies(db: Executor): Promise<readonly Dated[]> {
  const rows = await readVersions(db, "policy");
  const dated = rows.map((row) => ({
    from: row.effectiveFrom,
    policy: checked(row.content, parsePolicy, row.version),
  }));
  return dated.toSorted((left, right) => right.from - left.from);
}
