import { provinceItself } from "../../src-shared/domain/permission/role.ts";
import { cardAgenda, keyOf, type AgendaItem } from "../../src-shared/domain/supervision/card-agenda.ts";
import type { CardClock, CardColour, ClockKey } from "../../src-shared/domain/supervision/card.ts";
import { actionId, assignmentId, type ActionId, type OfficeId } from "../../src-shared/kernel/ids.ts";
import { anActor, hub, idOf, step, type Step, type Story } from "./orders.ts";

/** The province as an actor. */
export const province = anActor(hub, [provinceItself]);

const noId = actionId(idOf("action", 4000));

function keyDue(story: Story, kind: AgendaItem["kind"], clock?: CardClock): ClockKey {
  const agenda = story.order ? cardAgenda(story.now, story.rules, story.at) : [];
  const item = agenda.find((one) => one.kind === kind && one.from <= story.at && (!clock || one.run.clock === clock));
  return item ? keyOf(item.run) : undueKey(story, clock ?? "complete");
}

function undueKey({ order, at }: Story, clock: CardClock): ClockKey {
  const turn = order?.assignments.at(-1);
  const { id, completeBy } = turn ?? { id: assignmentId(idOf("turn", 1)), completeBy: at };
  return { assignment: id, clock, round: order?.round ?? 1, due: completeBy };
}

/** The last card of an order; an id that no card has while it has none. */
export function lastCard(story: Story): ActionId {
  return story.order?.cards.at(-1)?.id ?? noId;
}

export const issuesCard = (
  colour: CardColour,
  told: Readonly<{ clock?: CardClock; provisional?: boolean }> = {},
): Step =>
  step(province, "issue-card", (story) => ({
    ...keyDue(story, colour, told.clock),
    colour,
    provisional: told.provisional ?? false,
  }));
export const reminds = (clock?: CardClock): Step =>
  step(province, "remind", (story) => keyDue(story, "reminder", clock));
export const confirmsCard = (): Step => step(province, "confirm-card", (story) => ({ card: lastCard(story) }));
export const withdrawsCard = (): Step =>
  step(province, "withdraw-card", (story) => ({ card: lastCard(story), reason: "acted-in-time" as const }));
export const revokesCard = (who: OfficeId): Step =>
  step(who, "revoke-card", (story) => ({ card: lastCard(story), reason: "系统故障期间误发" }));
export const objectsToCard = (who: OfficeId): Step =>
  step(who, "object-to-card", (story) => ({ card: lastCard(story), reason: "当日停电，已在期限内联系职工" }));
export const rulesOnCard = (who: OfficeId, upheld = true): Step =>
  step(who, "rule-on-card", (story) => ({ card: lastCard(story), upheld, reason: "经核实停电记录" }));
export const adjudicates = (who: OfficeId, inTime = true): Step =>
  step(who, "adjudicate-time", (story) => ({
    action: story.order?.doubts.findLast((one) => !one.ruling)?.action ?? noId,
    inTime,
    reason: "经核实值班记录",
  }));
/** All open limits of an order a number of days later, as a change of calendar would. */
export const recounts = (days = 1): Step =>
  step(province, "recount", (story) => ({
    calendarVersion: "CN-next",
    policyVersion: story.rules.policy.version,
    moved: (story.order?.assignments ?? []).map((turn) => ({
      assignment: turn.id,
      acceptBy: turn.acceptBy + days * 86_400_000,
      completeBy: turn.completeBy + days * 86_400_000,
      ...(turn.firstContactBy !== null && { firstContactBy: turn.firstContactBy + days * 86_400_000 }),
    })),
  }));
