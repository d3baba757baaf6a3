import { expect, test } from "vitest";
import { isActionType, payloadSchemas, type ActionType } from "../../../src-shared/actions/action.ts";
import { rolesFor } from "../../../src-shared/actions/authorise.ts";
import { dictionaryCode } from "../../../src-shared/domain/work-order/classification.ts";
import { aPayload } from "../../support/every-step.ts";
import { amends, registers, storyAt, wagesCase } from "../../support/order-steps.ts";
import { anActor, county, hub, Story, type Step } from "../../support/orders.ts";

type Schema = Readonly<{ pattern?: string; maxLength?: number; properties?: Readonly<Record<string, Schema>> }>;

const asJson = (schema: unknown): Schema => JSON.parse(JSON.stringify(schema)) as Schema;
const code = asJson(dictionaryCode);

/** The paths of a payload whose schema is a code of a dictionary. */
function codedPlaces(schema: Schema, path: readonly string[] = []): readonly (readonly string[])[] {
  if (schema.pattern === code.pattern && schema.maxLength === code.maxLength) return [path];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => codedPlaces(member, [...path, name]));
}

const types = Object.keys(payloadSchemas).filter(isActionType);
const places = types.flatMap((type) =>
  codedPlaces(asJson(payloadSchemas[type])).map((path) => ({ type, path: path.join(".") })),
);
/** A knowledge article is no list of words: its id is looked up among the articles. */
const coded = places.filter(({ path }) => path !== "article");

const whole: Readonly<Partial<Record<ActionType, unknown>>> = {
  amend: {
    reason: "补正",
    amendment: { classification: wagesCase.classification, worker: wagesCase.worker, employer: wagesCase.employer },
  },
};

function withCode(payload: unknown, [key = "", ...rest]: readonly string[], by: string): unknown {
  const members = payload as Readonly<Record<string, unknown>>;
  return { ...members, [key]: rest.length === 0 ? by : withCode(members[key], rest, by) };
}

function saying(type: ActionType, path: string, by: string): Step {
  const payload = withCode(whole[type] ?? aPayload(type, county), path.split("."), by);
  return () => ({ actor: anActor(hub), type, payload });
}

test("[AC-8] many kinds of steps carry codes, and a correction carries those of a registration", () => {
  expect(coded.length).toBeGreaterThanOrEqual(18);
  const of = (type: ActionType): number => coded.filter((one) => one.type === type).length;
  expect(of("amend")).toBe(of("register"));
  expect(coded.every(({ type }) => rolesFor[type].length > 0)).toBe(true);
});

test.each(coded)("[AC-8] $type: a code in $path that no list has is refused, an empty one is not", ({ type, path }) => {
  const story = type === "register" ? new Story() : storyAt("handling");
  for (const by of ["unheard-of", "constructor", "toString", "pay.", "PAY"])
    expect(story.tries(saying(type, path, by)), by).toBe("unknown-code");
  expect(story.tries(saying(type, path, ""))).not.toBe("unknown-code");
});

test("[AC-8] why somebody was not reached and why somebody is not content are two lists", () => {
  const story = storyAt("awaiting-callback");
  const callsBack =
    (reached: boolean, reason: string): Step =>
    () => ({
      actor: anActor(hub),
      type: "call-back",
      payload: { ...(aPayload("call-back", hub) as object), reached, reason },
    });
  expect(story.tries(callsBack(true, "no-answer"))).toBe("unknown-code");
  expect(story.tries(callsBack(false, "attitude"))).toBe("unknown-code");
  expect(story.tries(callsBack(true, "attitude"))).toBe("applied");
});

test("[AC-8] a correction is not asked about the code that the order carries, as from an older list", () => {
  const story = new Story().does(registers(hub));
  const of = (nature: string, contact: string): Step =>
    amends(hub, { employer: { ...wagesCase.employer, nature, contact } });
  story.order = { ...story.now, employer: { ...story.now.employer, nature: "gone.999" } };
  expect(story.tries(of("gone.998", "王经理"))).toBe("unknown-code");
  expect(story.tries(of("gone.999", "王经理"))).toBe("applied");
  expect(story.tries(of("private.112", "王经理"))).toBe("applied");
});
