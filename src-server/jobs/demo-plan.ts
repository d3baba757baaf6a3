import { createHash } from "node:crypto";

import type { Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Actor, Rules } from "../../src-shared/domain/decision.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, orderId, type ActionId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { uuidV7 } from "../../src-shared/kernel/uuid.ts";
import { joiningOf } from "../sync/join-merged.ts";
import { watchCards, type DueCards } from "./demo-cards.ts";
import { demoClock, type DemoClock } from "./demo-clock.ts";
import type { DemoHistory, DemoStep } from "./demo-history.ts";
import { demoIntent, type StepScene } from "./demo-intent.ts";

/** Who and what the histories are played with. */
export type DemoStage = Readonly<{
  rules: Rules;
  now: Instant;
  actorNamed: (username: string) => Actor;
  /** the province acting by itself: it says that a photograph's bytes have arrived */
  province: Actor;
  fileNamed: StepScene["fileNamed"];
  /** the number of the next order, where no province gives it one */
  nextNumber?: (registeredAt: Instant) => string;
}>;

/** How long after a photograph its bytes have arrived. */
const uploadTakesMs = 20_000;

/** A demo step as it is to be done: by whom, when, and on what version of the order it was made. */
export type PlannedAction = Readonly<{
  key: string;
  id: ActionId;
  at: Instant;
  actor: Actor;
  baseVersion: number;
  intent: Intent;
}>;

/** The actions in the order they are to be done, and what the orders then are, by key. */
export type DemoPlan = Readonly<{ actions: readonly PlannedAction[]; orders: ReadonlyMap<string, WorkOrder> }>;

type Cue = Readonly<{ key: string; place: number; history: number; at: Instant; step: DemoStep }>;

/**
 * Plays the histories, earliest step first, with the decisions that the province itself uses.
 * @throws InvariantBroken when a step is refused, lies in the future or before the one it follows
 * @see docs/spec/demo.md DM-2, DM-5
 */
export function planDemo(histories: readonly DemoHistory[], stage: DemoStage): DemoPlan {
  const clock = demoClock(stage.rules.calendar, stage.now);
  const cues = histories.flatMap((history, at) => cuesOf(history, at, clock));
  invariant(
    cues.every((cue) => cue.at <= stage.now),
    "no demo step lies in the future",
  );
  const beginnings = new Map(cues.filter(({ place }) => place === 0).map((cue) => [cue.key, orderId(idOf(cue))]));
  const orders = new Map<string, WorkOrder>();
  const cards = watchCards(stage.rules);
  const play = (action: PlannedAction): PlannedAction => {
    const order = playedOn(action, orders.get(action.key), stage);
    orders.set(action.key, order);
    cards.changed(action.key, order);
    return action;
  };
  const catchUp = (until: Instant): PlannedAction[] => {
    const done: PlannedAction[] = [];
    for (let due = cards.next(until); due; due = cards.next(until)) {
      const order = orders.get(due.key);
      if (order) done.push(...cardActions(due, order, stage).map(play));
    }
    return done;
  };
  const actions = cues.toSorted(inTime).flatMap((cue) => {
    const before = catchUp(cue.at);
    const action = play(planned(cue, orders.get(cue.key), { stage, clock, beginnings }));
    const own = arrivalOf(action, cue, stage) ?? joinedBy(action, cue, { stage, orders, beginnings });
    return own ? [...before, action, play(own)] : [...before, action];
  });
  return { actions: [...actions, ...catchUp(stage.now)], orders };
}

/** What the province's job did at an order between two steps. */
function cardActions({ key, at, duties }: DueCards, order: WorkOrder, stage: DemoStage): readonly PlannedAction[] {
  return duties.map((duty, number) => {
    const random = createHash("sha256")
      .update(`${key} card ${order.version + number}`)
      .digest();
    const id = actionId(uuidV7(at, random));
    const baseVersion = order.version + number;
    return { key, id, at, actor: stage.province, baseVersion, intent: { ...duty, orderId: order.id } };
  });
}

function arrivalOf(action: PlannedAction, cue: Cue, stage: DemoStage): PlannedAction | null {
  const { intent } = action;
  if (intent.type !== "attach") return null;
  return {
    key: action.key,
    id: actionId(idOf(cue, "arrival")),
    at: Math.min(action.at + uploadTakesMs, stage.now),
    actor: stage.province,
    baseVersion: action.baseVersion + 1,
    intent: {
      type: "store-evidence",
      orderId: intent.orderId,
      payload: { sha256: intent.payload.attachment.sha256 },
    },
  };
}

type Standing = Readonly<{
  stage: DemoStage;
  orders: ReadonlyMap<string, WorkOrder>;
  beginnings: ReadonlyMap<string, OrderId>;
}>;

/** What the province says of the order that another was merged into. */
function joinedBy(action: PlannedAction, cue: Cue, { stage, orders, beginnings }: Standing): PlannedAction | null {
  const merged = action.intent.type === "merge-order" ? orders.get(action.key) : undefined;
  const intent = merged ? joiningOf(merged) : null;
  if (!intent) return null;
  const key = [...beginnings].find(([, id]) => id === intent.orderId)?.[0] ?? "";
  const id = actionId(idOf(cue, "joining"));
  return { key, id, at: action.at, actor: stage.province, baseVersion: orders.get(key)?.version ?? 0, intent };
}

function cuesOf(history: DemoHistory, number: number, clock: DemoClock): readonly Cue[] {
  const cues = history.steps.map((step, place) => ({
    key: history.key,
    place,
    history: number,
    at: clock.moment(step.at),
    step,
  }));
  for (const [place, cue] of cues.entries()) {
    invariant(cue.at >= (cues[place - 1]?.at ?? 0), `${cue.key}: ${cue.step.at} follows on the step before it`);
  }
  return cues;
}

function inTime(left: Cue, right: Cue): number {
  return left.at - right.at || left.history - right.history || left.place - right.place;
}

type Scenery = Readonly<{ stage: DemoStage; clock: DemoClock; beginnings: ReadonlyMap<string, OrderId> }>;

function planned(cue: Cue, order: WorkOrder | undefined, scenery: Scenery): PlannedAction {
  const { stage, clock, beginnings } = scenery;
  const actor = stage.actorNamed(cue.step.by);
  const orderNamed = (key: string): OrderId => {
    const id = beginnings.get(key);
    invariant(id !== undefined, `${key} is a demo history`);
    return id;
  };
  const scene = {
    order,
    orderId: orderNamed(cue.key),
    provisionalNumber: `临-演示-${String(cue.history + 1).padStart(4, "0")}`,
    office: actor.office,
    at: cue.at,
    clock,
    newId: (word: string) => idOf(cue, word),
    orderNamed,
    fileNamed: stage.fileNamed,
  };
  const intent = demoIntent(cue.step, scene);
  return { key: cue.key, id: actionId(idOf(cue)), at: cue.at, actor, baseVersion: order?.version ?? 0, intent };
}

function playedOn(action: PlannedAction, order: WorkOrder | undefined, stage: DemoStage): WorkOrder {
  const decision = decide(order, action.intent, {
    actionId: action.id,
    actor: action.actor,
    at: action.at,
    deviceAt: action.at,
    receivedAt: action.at,
    grade: "A",
    orderNumber: action.intent.type === "register" ? (stage.nextNumber?.(action.at) ?? null) : null,
    rules: stage.rules,
  });
  const told = decision.verdict === "rejected" ? decision.refusal : decision.verdict;
  invariant(decision.verdict === "applied", `${action.key} ${action.intent.type} by ${action.actor.name}: ${told}`);
  return evolve(order, decision.event);
}

/** Ids come from the history and the time, so that one demo day always gives the same demo. */
function idOf(cue: Cue, word = "action"): string {
  const random = createHash("sha256").update(`${cue.key} ${cue.place} ${word}`).digest();
  return uuidV7(cue.at, random);
}
