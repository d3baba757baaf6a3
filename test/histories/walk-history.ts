import { isDeepStrictEqual } from "node:util";
import { seededRandom, type SeededRandom } from "../../scripts/demo/seeded-random.ts";
import type { Decision } from "../../src-shared/domain/decision.ts";
import type { OrderState } from "../../src-shared/domain/work-order/order-state.ts";
import { Story, type Said, type Step } from "../support/orders.ts";
import { later, stepOf, type Throw } from "../support/random-steps.ts";
import { endLaws, stepLaws } from "./laws.ts";

/** Of so many histories one is asked everything twice, with all that is given frozen: it takes as long as the rest. */
const askedTwice = 8;

/** A law that a history broke, with what was wrong. */
export type Broken = Readonly<{ law: string; words: string }>;
/** How a history ended; `steps` counts those that were applied. */
export type Outcome = Readonly<{ steps: number; state: OrderState | null; broken: Broken | null }>;

function throwDice(random: SeededRandom): Throw {
  const { below } = random;
  return {
    kind: below(1001),
    by: below(1001),
    other: below(1001),
    flag: below(2) === 0,
    hours: below(below(5) === 0 ? 401 : 13),
  };
}

/** Freezes a value and all below it, so that a decision that changed what it was given would throw. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}

/**
 * Walks the history of one seed, from registration on, and looks at every law after every step and at its end.
 * @param tell hears each step in words; told only of a broken history, for words take longer than steps
 */
export function walkHistory(seed: number, tell?: (step: string) => void): Outcome {
  const random = seededRandom(seed);
  const story = new Story("2026-02-12 08:00");
  const count = 5 + random.below(56);
  const walking = { isTwice: seed % askedTwice === 0, tell };
  try {
    for (let at = 0; at < count; at += 1) {
      const broken = walkStep(story, throwDice(random), walking);
      if (broken) return outcomeOf(story, broken);
    }
    return outcomeOf(story, brokenAtTheEnd(story));
  } catch (fault) {
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return outcomeOf(story, { law: "LC-9", words });
  }
}

type Walking = Readonly<{ isTwice: boolean; tell: ((step: string) => void) | undefined }>;

function walkStep(story: Story, dice: Throw, { isTwice, tell }: Walking): Broken | null {
  story.at = later(story.at, dice);
  const { order: before } = story;
  const step = made(stepOf(story, dice), story);
  const first = isTwice ? frozen({ order: before, decision: story.decides(step) }).decision : null;
  const said = story.tries(step);
  tell?.(inWords(story, step, said));
  if (first && !isSameAnswer(first, story, said)) return { law: "LC-9", words: "the same question had two answers" };
  const { order: now } = story;
  if (!now) return null;
  // An order that is the same one as before was looked at then; most of what dice throw is refused.
  if (now === before && said !== "applied") return null;
  for (const [law, complaintOf] of stepLawList) {
    const words = complaintOf({ before, now, said });
    if (words !== null) return { law, words };
  }
  return null;
}

function isSameAnswer(first: Decision, story: Story, said: Said): boolean {
  if (first.verdict === "rejected") return said === first.refusal;
  return said === first.verdict && (first.verdict === "merged" || isDeepStrictEqual(first.event, story.last));
}

/** The same step, looked up in the story once. */
function made(step: Step, story: Story): Step {
  const asMade = step(story);
  return () => asMade;
}

function inWords(story: Story, step: Step, said: Said): string {
  const { actor, type, payload } = step(story);
  return `${new Date(story.at).toISOString()} ${type} by ${actor.office} ${JSON.stringify(payload).slice(0, 160)}: ${said}`;
}

const stepLawList = Object.entries(stepLaws);
const endLawList = Object.entries(endLaws);

function brokenAtTheEnd({ order, at }: Story): Broken | null {
  if (!order) return null;
  for (const [law, complaintOf] of endLawList) {
    const words = complaintOf({ order, at });
    if (words !== null) return { law, words };
  }
  return null;
}

function outcomeOf({ order }: Story, broken: Broken | null): Outcome {
  return { steps: order?.timeline.length ?? 0, state: order?.state ?? null, broken };
}
