import {
  adjudicates,
  confirmsCard,
  issuesCard,
  objectsToCard,
  recounts,
  reminds,
  revokesCard,
  rulesOnCard,
  withdrawsCard,
} from "./card-steps.ts";
import fc from "fast-check";
import { movesTurns } from "./office-steps.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import {
  aColleague,
  idOf,
  city,
  county,
  department,
  hub,
  otherCity,
  otherCounty,
  type Step,
  type Story,
} from "./orders.ts";
import {
  accepts,
  answersNotice,
  asksAgain,
  issues,
  settlesNotice,
  amends,
  answersHelp,
  asksHelp,
  answers,
  asksForTime,
  asksToReopen,
  assigns,
  approves,
  archives,
  attaches,
  callsBack,
  callsInVain,
  closesIncident,
  decidesReopening,
  decidesReturn,
  decidesTime,
  discloses,
  dispatches,
  flagsIncident,
  forwards,
  inspects,
  joinsContacts,
  merges,
  notes,
  objects,
  recalls,
  recuses,
  refuses,
  registers,
  releasesHelp,
  reports,
  reportsIncident,
  resumes,
  returns,
  rulesOn,
  sendsBack,
  setsAside,
  suspends,
  terminates,
  unflagsIncident,
  wagesCase,
} from "./order-steps.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";

const offices: readonly OfficeId[] = [hub, city, county, otherCounty, otherCity, department];

export type Throw = Readonly<{ kind: number; by: number; other: number; flag: boolean; hours: number }>;

const aThrow: fc.Arbitrary<Throw> = fc.record({
  kind: fc.nat(1000),
  by: fc.nat(1000),
  other: fc.nat(1000),
  flag: fc.boolean(),
  hours: fc.oneof({ weight: 4, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(400) }),
});

/** Dice for a whole history: what is thrown means something only where the order stands. */
export const aHistory: fc.Arbitrary<readonly Throw[]> = fc.array(aThrow, { minLength: 5, maxLength: 60 });

const pick = <Value>(from: readonly Value[], at: number): Value => from[at % from.length] as Value;
const poorly = { resultRating: 1, solved: "no" } as const;
const noticeSteps: readonly ((by: OfficeId, dice: Throw) => Step)[] = [
  (by, { other }) => issues(by, pick(offices, other)),
  (by, { other }) => issues(by, pick(offices, other), { kind: "urging-notice", reason: "overdue" }),
  (by) => answersNotice(by),
  (by, { flag }) => settlesNotice(by, flag ? "accepted" : "withdrawn"),
  (by) => asksAgain(by),
];
const cardSteps: readonly ((by: OfficeId, dice: Throw) => Step)[] = [
  (_, { flag, other }) => issuesCard(flag ? "red" : "yellow", { provisional: other % 2 === 0 }),
  (_, { flag }) => issuesCard("red", { clock: flag ? "accept" : "complete" }),
  () => reminds(),
  () => confirmsCard(),
  () => withdrawsCard(),
  (by) => revokesCard(by),
  (by) => objectsToCard(by),
  (by, { flag }) => rulesOnCard(by, flag),
  (by, { flag }) => adjudicates(by, flag),
  () => recounts(),
];
const anyStep: readonly ((by: OfficeId, dice: Throw) => Step)[] = [
  (by) => registers(by),
  (by) => answers(by),
  (by, { other }) => amends(by, { employer: { ...wagesCase.employer, contact: `经理${other}` } }),
  (by, { other }) => dispatches(by, pick(offices, other)),
  (by, { other }) => forwards(by, pick(offices, other)),
  (by) => accepts(by),
  (by, { flag }) => notes(by, flag),
  (by, { other }) => attaches(by, (other % 16).toString(16)),
  (by) => reports(by),
  (by) => approves(by),
  (by) => sendsBack(by),
  (by) => returns(by),
  (by, { flag, other }) => decidesReturn(by, pick(offices, other), flag),
  (by) => suspends(by),
  (by) => resumes(by),
  (by, { flag }) => callsBack(by, flag ? {} : poorly),
  (by) => callsInVain(by),
  (by, { flag }) => inspects(by, { verdict: flag ? "rework" : "mend", remarks: "不符" }),
  (by) => inspects(by),
  (by) => archives(by),
  (by) => merges(by),
  (by) => refuses(by),
  (by) => terminates(by),
  (by, dice) => pick(noticeSteps, dice.hours)(by, dice),
  (by, { other }) => asksHelp(by, pick(offices, other)),
  (by) => answersHelp(by),
  (by, { other }) => releasesHelp(by, pick(offices, other)),
  (by, { flag }) => (flag ? flagsIncident(by) : unflagsIncident(hub)),
  (by, { other }) => reportsIncident(by, pick(["first", "follow-up", "final"] as const, other)),
  (by) => closesIncident(by),
  (_, { other }) => joinsContacts(other % 5),
  (by) => discloses(by),
  (by, { other }) => setsAside(by, idOf("action", 2000 + other)),
  (by, { other }) => asksForTime(by, 1 + (other % 11)),
  (by, { flag, other }) => decidesTime(by, flag, 1 + (other % 11)),
  (by, { other }) => recalls(by, pick(offices, other)),
  (by, { other }) => assigns(by, aColleague(by, 1 + (other % 3)).id),
  (by, { flag, other }) => recuses(by, flag ? null : aColleague(by, 1 + (other % 3)).id),
  (by, { flag, other }) => movesTurns(by, pick(offices, other), flag ? [aColleague(by).id] : []),
  (by) => objects(by),
  (by, { flag }) => rulesOn(by, flag),
  (by) => asksToReopen(by),
  (by, { flag }) => decidesReopening(by, flag),
  (by, dice) => pick(cardSteps, dice.hours)(by, dice),
];

/** What a request waits for, where one waits. */
function answerTo({ extensions, objections, reopenings }: WorkOrder, { flag }: Throw): Step | null {
  const asked = extensions.find((one) => one.decision === null && one.lapsedAt === null);
  if (asked) return decidesTime(asked.judge, flag, asked.days);
  if (objections.some((one) => one.ruling === null)) return rulesOn(hub, flag);
  return reopenings.some((one) => one.decision === null) ? decidesReopening(hub, flag) : null;
}

/** What the order waits for, so that histories get far; the last of each list ends or rests it. */
const awaited: Readonly<Record<WorkOrder["state"], readonly ((by: OfficeId, dice: Throw) => Step)[]>> = {
  registered: [(by, { other }) => dispatches(by, pick(offices, other))],
  "awaiting-dispatch": [(by, { other }) => dispatches(by, pick(offices, other))],
  "awaiting-acceptance": [accepts, accepts, returns, (by, { other }) => forwards(by, pick(offices, other))],
  "return-review": [],
  handling: [
    (by) => reports(by),
    (by) => reports(by),
    (by, { other }) => forwards(by, pick(offices, other)),
    (by) => asksForTime(by),
    (by) => objects(by),
    (by, { flag }) => recuses(by, flag ? null : aColleague(by).id),
    () => suspends(hub),
  ],
  suspended: [() => resumes(hub)],
  "awaiting-review": [approves, approves, sendsBack],
  "awaiting-callback": [(by, { flag }) => callsBack(by, flag ? {} : poorly), callsInVain],
  "awaiting-inspection": [
    (by) => inspects(by),
    (by) => unflagsIncident(by),
    (by, { flag }) => inspects(by, { verdict: flag ? "rework" : "mend", remarks: "不符" }),
  ],
  closed: [() => archives(hub), () => asksToReopen(hub)],
  archived: [() => asksToReopen(hub)],
  merged: [() => asksToReopen(hub)],
  refused: [() => asksToReopen(hub)],
  terminated: [() => asksToReopen(hub)],
};

/** The step that dice mean where a story stands; half of them the awaited one, half anything by anybody. */
export function stepOf(story: Story, dice: Throw): Step {
  const { order } = story;
  if (!order) return registers(pick(offices, dice.by));
  const choices = awaited[order.state];
  const answer = dice.kind % 8 === 0 ? answerTo(order, dice) : null;
  const turn = order.assignments.findLast((one) => one.stage === "returning");
  const made =
    answer ??
    (turn && dice.kind % 2 === 0
      ? decidesReturn(order.holder, turn.office, dice.flag)
      : choices.length > 0 && dice.kind % 2 === 0
        ? pick(choices, dice.other)(order.holder, dice)
        : pick(anyStep, Math.floor(dice.kind / 2))(pick(offices, dice.by), dice));
  return (at) => safely(made, at);
}

/** A step about a turn of an office that has none is not a step anybody could make: a note stands in for it. */
function safely(made: Step, story: Story): ReturnType<Step> {
  try {
    return made(story);
  } catch {
    return notes(hub)(story);
  }
}

/** The clock after a throw: a few hours on, sometimes weeks. */
export function later(at: Instant, dice: Throw): Instant {
  return at + dice.hours * 60 * minuteMs;
}
