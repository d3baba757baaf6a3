import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../scripts/support/paths.ts";
import { lifeCycleBlock, withLifeCycle } from "../../../../scripts/support/life-cycle-block.ts";
import { activeAssignment, openTurns, pressingDue } from "../../../../src-shared/domain/assignment/custody.ts";
import { evolve, replay } from "../../../../src-shared/domain/work-order/evolve.ts";
import { isAllowedMove, lifeCycleEdges } from "../../../../src-shared/domain/work-order/life-cycle-edges.ts";
import type { OrderEventType } from "../../../../src-shared/domain/work-order/order-event.ts";
import { isEnded, orderStates, type OrderState } from "../../../../src-shared/domain/work-order/order-state.ts";
import { InvariantBroken } from "../../../../src-shared/kernel/invariant.ts";
import {
  accepts,
  answers,
  approves,
  archives,
  callsBack,
  dispatches,
  forwards,
  inspects,
  merges,
  refuses,
  registers,
  reports,
  resumes,
  stepsTo,
  storyAt,
  suspends,
  terminates,
} from "../../../support/order-steps.ts";
import { city, county, department, hub, Story, type Step } from "../../../support/orders.ts";
import { defaultDictionaries } from "../../../support/resources.ts";

test.each(orderStates)("[LC-5] replaying the timeline gives the order: %s", (state) => {
  const { now } = storyAt(state);
  expect(replay(now.timeline)).toEqual(now);
  expect(now.version).toBe(now.timeline.length);
  expect(now.version).toBe(stepsTo[state].length);
  expect(now.lastActionId).toBe(now.timeline.at(-1)?.id);
});

test("[LC-5] an event cannot happen to an order that is not there", () => {
  expect(() => evolve(undefined, storyAt("handling").last)).toThrow(InvariantBroken);
  expect(replay([])).toBeUndefined();
});

test("[LC-6] the picture in the specification is the table", () => {
  const names = defaultDictionaries().dictionaries["order-state"] ?? [];
  const block = lifeCycleBlock((state) => names.find(({ code }) => code === state)?.zh ?? state);
  const page = readFileSync(inRoot("docs/spec/life-cycle.md"), "utf8");
  expect(withLifeCycle(page, block), "run: node scripts/life-cycle-diagram.ts").toBe(page);
});

test("[LC-6] every state can be reached, and every move leads from a state to a state", () => {
  const reached = new Set<OrderState>(["registered", ...Object.values(lifeCycleEdges).flatMap(({ to }) => to)]);
  expect([...reached].sort()).toEqual([...orderStates].sort());
  expect(isAllowedMove("noted", "handling", "handling")).toBe(true);
  expect(isAllowedMove("noted", "handling", "closed")).toBe(false);
  expect(isAllowedMove("archived", "handling", "archived")).toBe(false);
});

/** Each moving step, taken by the office that would have to, in the story where city and county have a turn. */
const moving: Readonly<Record<string, readonly [OrderEventType, (holder: typeof hub) => Step]>> = {
  answer: ["answered-directly", (holder) => answers(holder)],
  dispatch: ["dispatched", (holder) => dispatches(holder, holder)],
  "call back": ["called-back", (holder) => callsBack(holder)],
  inspect: ["inspected", (holder) => inspects(holder)],
  suspend: ["suspended", () => suspends(hub)],
  resume: ["resumed", () => resumes(hub)],
  archive: ["archived", () => archives(hub)],
  merge: ["merged", () => merges(hub)],
  refuse: ["refused", () => refuses(hub)],
  terminate: ["terminated", () => terminates(hub)],
};

test.each(orderStates)("[LC-6] what may happen while %s, and nothing else", (state) => {
  for (const [word, [event, make]] of Object.entries(moving)) {
    const story = storyAt(state);
    const { from } = lifeCycleEdges[event as keyof typeof lifeCycleEdges];
    const expected = from.includes(state) ? "applied" : isEnded(state) ? "order-ended" : "state-moved";
    expect(`${word}: ${story.tries(make(story.now.holder))}`).toBe(`${word}: ${expected}`);
  }
});

test.each(orderStates)("[LC-7] only the holder takes the next step while %s", (state) => {
  const story = storyAt(state);
  const { holder } = story.now;
  const others = [hub, city, county, department].filter((office) => office !== holder);
  const next: readonly ((office: typeof hub) => Step)[] = [answers, (o) => dispatches(o, o), callsBack, inspects];
  for (const other of others) for (const make of next) expect(story.tries(make(other))).not.toBe("applied");
});

test.each([city, county, department])("[LC-7] what the hub alone decides is refused to %s", (office) => {
  const alone = [suspends, resumes, archives, merges, refuses, terminates] as const;
  for (const state of orderStates)
    for (const make of alone) expect(storyAt(state).tries(make(office))).toBe("other-office");
});

test("[LC-7] the holder follows the order", () => {
  const story = new Story().does(registers(hub));
  const holders = [story.now.holder];
  const steps = [
    dispatches(hub, city),
    forwards(city, county),
    accepts(county),
    reports(county),
    approves(city),
    callsBack(hub),
    inspects(hub),
    archives(hub),
  ];
  for (const one of steps) holders.push(story.does(one).now.holder);
  expect(holders).toEqual([hub, city, county, county, city, hub, hub, hub, hub]);
});

const ended = orderStates.filter(isEnded);

test.each(ended)("[LC-8] nobody waits for an order that is %s", (state) => {
  const { now } = storyAt(state);
  expect(activeAssignment(now)).toBeUndefined();
  expect(openTurns(now)).toEqual([]);
  expect(pressingDue(now)).toBeNull();
  expect(now).toMatchObject({ suspension: null, dispatchBy: null, holder: hub });
  expect(now.closedAt).not.toBeNull();
  for (const turn of now.assignments) expect(turn.doneAt).not.toBeNull();
});

test.each([merges, terminates])("[LC-8] an order that ends while it rests, rests no more", (ends) => {
  const { now } = storyAt("suspended").does(ends(hub));
  expect(now.suspension).toBeNull();
  expect(openTurns(now)).toEqual([]);
});

test("[LC-8] filing does not change when it ended", () => {
  const story = storyAt("closed");
  const { closedAt } = story.now;
  expect(story.on("2026-03-30 10:00").does(archives(hub)).now.closedAt).toBe(closedAt);
});
