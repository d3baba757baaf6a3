import { expect, test } from "vitest";
import { decide } from "../../../../src-shared/actions/decide.ts";
import type { Intent } from "../../../../src-shared/actions/action.ts";
import type { DecisionContext } from "../../../../src-shared/domain/decision.ts";
import { cardAgenda } from "../../../../src-shared/domain/supervision/card-agenda.ts";
import { rulingEffect } from "../../../../src-shared/domain/supervision/ruling-effect.ts";
import { timeVerdict } from "../../../../src-shared/domain/supervision/time-verdict.ts";
import { evolve } from "../../../../src-shared/domain/work-order/evolve.ts";
import type { ClockGrade } from "../../../../src-shared/domain/work-order/order-event.ts";
import { actionId } from "../../../../src-shared/kernel/ids.ts";
import { hourMs } from "../../../../src-shared/kernel/instant.ts";
import { accepts, dispatches, forwards, issues, registers, reports } from "../../../support/order-steps.ts";
import { adjudicates, issuesCard, withdrawsCard } from "../../../support/card-steps.ts";
import { aContext, chinaTime, city, county, hub, idOf, Story, type Step } from "../../../support/orders.ts";

const due = chinaTime("2026-02-25 00:00");
const before = due - hourMs;
const after = due + hourMs;

type Evidence = Partial<Pick<DecisionContext, "at" | "receivedAt" | "grade" | "lastContactAt">>;
const verdict = (told: Evidence): string => timeVerdict(aContext({ receivedAt: due + 30 * hourMs, ...told }), due);

test.each(["A", "B", "C", "D"] as const)(
  "[FT-1] what arrived by the end of the limit was in time, grade %s",
  (grade) => {
    expect(verdict({ at: before, receivedAt: due, grade, lastContactAt: null })).toBe("in-time");
  },
);

test.each([
  ["A", before, null, "in-time"],
  ["A", after, null, "late"],
  ["B", before, before, "in-time"],
  ["B", after, before, "late"],
  ["B", due, due - 42 * hourMs, "in-time"],
  ["B", due, due - 42 * hourMs - 1, "doubtful"],
  ["B", after, due - 43 * hourMs, "doubtful"],
  ["B", before, null, "doubtful"],
  ["C", before, before, "doubtful"],
  ["C", after, before, "doubtful"],
  ["D", before, before, "doubtful"],
  ["D", after, before, "doubtful"],
] as const)("[FT-2] [FT-3] arrived past the limit, grade %s made at %d, last contact %s: %s", (...row) => {
  const [grade, at, lastContactAt, said] = row;
  expect(verdict({ at, grade, lastContactAt })).toBe(said);
});

test("[FT-7] a desk without a receipt forecasts by its own clock", () => {
  expect(verdict({ at: before, receivedAt: null, grade: null })).toBe("in-time");
  expect(verdict({ at: after, receivedAt: null, grade: null })).toBe("late");
});

const start = (): Story => new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));

/** A step taken by evidence of a grade: made at one time, arrived at another. */
function arrives(story: Story, one: Step, told: Readonly<{ at: string; received: string; grade: ClockGrade }>): Story {
  const { actor, type, payload } = one(story);
  const at = chinaTime(told.at);
  const context = aContext({
    actionId: actionId(idOf("action", 3000 + story.now.version)),
    actor,
    at,
    deviceAt: at - 30 * 24 * hourMs,
    receivedAt: chinaTime(told.received),
    grade: told.grade,
    lastContactAt: chinaTime("2026-02-20 08:00"),
  });
  const decision = decide(story.order, { type, orderId: story.now.id, payload } as Intent, context);
  if (decision.verdict !== "applied") throw new Error(decision.verdict);
  story.order = evolve(story.order, decision.event);
  story.at = chinaTime(told.received);
  return story;
}

const doubtful = { at: "2026-02-24 16:00", received: "2026-02-26 09:00", grade: "C" } as const;
const agenda = (story: Story, time: string): readonly string[] =>
  cardAgenda(story.now, story.rules, chinaTime(time))
    .filter((item) => item.run.clock === "accept" && item.run.turn.office === city && item.from <= chinaTime(time))
    .map((item) => item.kind);

test("[FT-4] a doubt stands on the order with both times, and the step is not late", () => {
  const { now } = arrives(start(), accepts(city), doubtful);
  expect(now.assignments[0]).toMatchObject({ acceptedAt: chinaTime("2026-02-24 16:00"), acceptedLate: false });
  expect(now.doubts).toMatchObject([
    {
      office: city,
      clock: "accept",
      round: 1,
      due,
      effectiveAt: chinaTime("2026-02-24 16:00"),
      deviceAt: chinaTime("2026-01-25 16:00"),
      receivedAt: chinaTime("2026-02-26 09:00"),
      lastContactAt: chinaTime("2026-02-20 08:00"),
      grade: "C",
      ruling: null,
    },
  ]);
});

test("[FT-4] passing on and reporting are doubted like accepting", () => {
  const passedOn = arrives(start(), forwards(city, county), doubtful);
  expect(passedOn.now.doubts).toMatchObject([{ clock: "accept", office: city }]);
  const story = start().does(forwards(city, county), accepts(county));
  arrives(story, reports(county), { at: "2026-03-11 09:00", received: "2026-03-12 09:00", grade: "D" });
  expect(story.lastAs("reported").late).toBe(false);
  expect(story.now.doubts).toMatchObject([{ clock: "complete", office: county, grade: "D" }]);
});

test("[FT-5] no card while a doubt waits, and one given before stays", () => {
  expect(agenda(arrives(start(), accepts(city), doubtful), "2026-03-01 10:00")).toEqual([]);
  const carded = start()
    .on("2026-02-25 09:00")
    .does(issuesCard("red", { provisional: true }));
  arrives(carded, accepts(city), doubtful);
  expect(carded.tries(withdrawsCard())).toBe("card-stands");
});

test("[FT-6] ruled in time, the card is withdrawn", () => {
  const story = start()
    .on("2026-02-25 09:00")
    .does(issuesCard("red", { provisional: true }));
  arrives(story, accepts(city), doubtful).does(adjudicates(hub, true), withdrawsCard());
  expect(story.now.cards[0]).toMatchObject({ state: "withdrawn", withdrawn: { reason: "ruled-in-time" } });
  expect(story.now.doubts[0]?.ruling).toMatchObject({ inTime: true, reason: "经核实值班记录" });
  expect(agenda(story, "2026-03-01 10:00")).toEqual([]);
});

test("[FT-6] [CD-4] ruled late, the card falls due, whatever the claimed time", () => {
  const story = arrives(start(), accepts(city), doubtful).does(adjudicates(hub, false));
  expect(story.now.assignments[0]?.acceptedLate).toBe(true);
  expect(agenda(story, "2026-02-26 10:00")).toEqual(["red"]);
  story.does(issuesCard("red", { clock: "accept" }));
  expect(story.tries(withdrawsCard())).toBe("card-stands");
});

test("[SU-5] [FT-6] a step that was ruled late is a ground for supervision, one that waits for a ruling is none", () => {
  const story = arrives(start(), accepts(city), doubtful);
  expect(story.tries(issues(hub, city, { reason: "overdue" }))).toBe("notice-without-ground");
  story.does(adjudicates(hub, false));
  expect(story.tries(issues(hub, city, { reason: "overdue" }))).toBe("applied");
});

test("[FT-6] only the hotline office rules, and once", () => {
  const story = arrives(start(), accepts(city), doubtful);
  expect(story.tries(adjudicates(city))).toBe("other-office");
  story.does(adjudicates(hub));
  expect(story.tries(adjudicates(hub))).toBe("nothing-to-rule");
});

test("[FT-8] either ruling says beforehand what it does to the cards, and does just that", () => {
  const effect = (story: Story, inTime: boolean) => {
    const doubt = story.now.doubts[0];
    if (!doubt) throw new Error("there is a doubt");
    const { takenBack, standing, issued } = rulingEffect(story.now, doubt, {
      inTime,
      rules: story.rules,
      now: story.at,
    });
    return { takenBack: takenBack.map(({ colour }) => colour), standing: standing.length, issued };
  };
  const plain = arrives(start(), accepts(city), doubtful);
  expect(effect(plain, true)).toEqual({ takenBack: [], standing: 0, issued: [] });
  expect(effect(plain, false)).toEqual({ takenBack: [], standing: 0, issued: ["red"] });
  const carded = start()
    .on("2026-02-25 09:00")
    .does(issuesCard("red", { provisional: true }));
  arrives(carded, accepts(city), doubtful);
  expect(effect(carded, true)).toEqual({ takenBack: ["red"], standing: 0, issued: [] });
  expect(effect(carded, false)).toEqual({ takenBack: [], standing: 1, issued: [] });
  expect(carded.now.doubts[0]?.ruling).toBeNull();
});
