import { describe, expect, test } from "vitest";
import { cardAgenda } from "../../../../src-shared/domain/supervision/card-agenda.ts";
import type { CardColour } from "../../../../src-shared/domain/supervision/card.ts";
import { chinaTime, city, county, hub, otherCounty, Story } from "../../../support/orders.ts";
import {
  accepts,
  approves,
  callsBack,
  decidesReturn,
  dispatches,
  forwards,
  inspects,
  recalls,
  registers,
  reports,
  resumes,
  returns,
  sendsBack,
  storyAt,
  suspends,
  terminates,
} from "../../../support/order-steps.ts";
import {
  confirmsCard,
  issuesCard,
  objectsToCard,
  recounts,
  reminds,
  revokesCard,
  rulesOnCard,
  withdrawsCard,
} from "../../../support/card-steps.ts";

/** The cards and reminders that are due at a moment: `c3709 complete red`. */
function dueAt(story: Story, time: string): readonly string[] {
  const now = chinaTime(time);
  return cardAgenda(story.now, story.rules, now)
    .filter((item) => item.from <= now)
    .map(({ kind, run }) => `${run.turn.office} ${run.clock} ${kind}`);
}

/** The day from whose first moment a card of the one turn's clock is due. */
function firstDay(story: Story, clock: string, colour: CardColour): string | undefined {
  const item = cardAgenda(story.now, story.rules, story.at).find(
    ({ kind, run }) => kind === colour && run.clock === clock,
  );
  return item && new Date(item.from + 8 * 3_600_000).toISOString().slice(0, 16);
}

const atCity = (time: string): Story => new Story(time).does(registers(hub), dispatches(hub, city));

describe("when a card falls due", () => {
  test.each([
    ["2020-05-15 10:00", "2020-05-21", "2020-06-05", "2020-06-08"],
    ["2020-09-28 10:00", "2020-10-10", "2020-10-24", "2020-10-27"],
    ["2020-01-21 10:00", "2020-02-04", "2020-02-19", "2020-02-20"],
    ["2025-09-26 10:00", "2025-10-09", "2025-10-23", "2025-10-24"],
    ["2026-02-12 10:00", "2026-02-25", "2026-03-11", "2026-03-12"],
  ])("[CD-1] dispatched %s: red for acceptance %s, yellow from 00:00 of %s, red %s", (day, accept, yellow, red) => {
    const story = atCity(day);
    expect(firstDay(story, "accept", "red")).toBe(`${accept}T00:00`);
    expect(firstDay(story, "complete", "yellow")).toBe(`${yellow}T00:00`);
    expect(firstDay(story, "complete", "red")).toBe(`${red}T00:00`);
  });

  test("[CD-2] limits in hours have a red card and no yellow one", () => {
    const story = new Story().does(registers(hub, { urgency: "critical" }), dispatches(hub, city));
    expect(cardAgenda(story.now, story.rules, story.at).map((item) => item.kind)).toEqual(["red", "red"]);
  });

  test("[CD-3] done before its moment a card is not due, done after it is", () => {
    const accepted = atCity("2026-02-12 10:00").on("2026-02-24 23:59").does(accepts(city));
    expect(dueAt(accepted, "2026-02-25 09:00")).toEqual([]);
    const late = atCity("2026-02-12 10:00").on("2026-02-25 00:00").does(accepts(city));
    expect(dueAt(late, "2026-02-25 09:00")).toEqual(["c3709 accept red"]);
  });

  test("[CD-3] done late on the days off before the red card, there is none", () => {
    const story = atCity("2020-05-15 10:00").does(accepts(city)).on("2020-06-06 10:00").does(reports(city));
    expect(story.lastAs("reported").late).toBe(true);
    expect(dueAt(story, "2020-06-10 10:00")).toEqual([]);
  });

  test("[CD-4] none while the order rests, waits for the hub or has ended", () => {
    const resting = storyAt("handling").does(suspends(hub));
    for (const story of [resting, storyAt("awaiting-callback"), storyAt("awaiting-inspection"), storyAt("registered")])
      expect(dueAt(story, "2026-09-01 10:00")).toEqual([]);
    expect(dueAt(storyAt("handling").does(terminates(hub)), "2026-09-01 10:00")).toEqual([]);
    resting.on("2026-02-28 10:00").does(resumes(hub));
    expect(dueAt(resting, "2026-03-12 10:00")).toEqual([]);
    expect(dueAt(resting, "2026-04-20 10:00")).toEqual(["x370902 complete red"]);
  });

  test("[CD-6] once the red card is due there is no yellow one", () => {
    expect(dueAt(atCity("2026-02-12 10:00").does(accepts(city)), "2026-03-11 10:00")).toEqual([
      "c3709 complete yellow",
    ]);
    expect(dueAt(atCity("2026-02-12 10:00").does(accepts(city)), "2026-03-12 10:00")).toEqual(["c3709 complete red"]);
  });

  test("[CD-7] a city that passed on within a third of three working days is not carded for the county", () => {
    const quick = atCity("2026-02-12 10:00").on("2026-02-13 17:00").does(forwards(city, county));
    expect(dueAt(quick, "2026-03-20 10:00")).toEqual(["x370902 accept red", "x370902 complete red"]);
    const slow = atCity("2026-02-12 10:00").on("2026-02-14 09:00").does(forwards(city, county));
    expect(dueAt(slow, "2026-03-20 10:00")).toEqual([
      "x370902 accept red",
      "c3709 complete red",
      "x370902 complete red",
    ]);
  });

  test("[CD-8] what comes back leaves one whole working day", () => {
    const story = storyAt("handling").on("2026-03-13 10:00").does(reports(county));
    expect(dueAt(story, "2026-03-16 23:59")).toEqual(["x370902 complete red"]);
    expect(dueAt(story, "2026-03-17 00:00")).toEqual(["x370902 complete red", "c3709 complete red"]);
    const back = storyAt("handling").does(reports(county)).on("2026-03-16 10:00").does(sendsBack(city));
    expect(dueAt(back, "2026-03-17 23:00")).toEqual([]);
    expect(dueAt(back, "2026-03-18 00:00")).toEqual(["x370902 complete red"]);
  });

  test("[CD-8] an office that asked to return is not carded while the judge thinks, and has a day if refused", () => {
    const story = atCity("2026-02-12 10:00").on("2026-02-13 10:00").does(returns(city));
    expect(dueAt(story, "2026-03-02 10:00")).toEqual([]);
    story.on("2026-03-02 10:00").does(decidesReturn(hub, city, false));
    expect(dueAt(story, "2026-03-03 23:00")).toEqual([]);
    expect(dueAt(story, "2026-03-04 00:00")).toEqual(["c3709 accept red"]);
  });

  test("[CD-9] a reminder goes out a working day before the yellow card, once", () => {
    const story = atCity("2026-02-12 10:00").does(accepts(city));
    expect(dueAt(story, "2026-03-09 23:59")).toEqual([]);
    expect(dueAt(story, "2026-03-10 00:00")).toEqual(["c3709 complete reminder"]);
    expect(dueAt(story, "2026-03-11 00:00")).toEqual(["c3709 complete yellow"]);
    story.on("2026-03-10 00:00").does(reminds());
    expect(story.now.reminders).toMatchObject([{ office: city, clock: "complete", round: 1 }]);
    expect(dueAt(story, "2026-03-10 12:00")).toEqual([]);
    expect(story.tries(reminds())).not.toBe("applied");
  });
});

describe("what becomes of a card", () => {
  const carded = (provisional = false): Story =>
    storyAt("handling")
      .on("2026-03-12 09:00")
      .does(issuesCard("red", { clock: "complete", provisional }));
  const card = (story: Story) => story.now.cards.at(-1);

  test("[CD-5] [CD-6] one of a colour for each clock and round", () => {
    const story = carded();
    expect(card(story)).toMatchObject({
      office: county,
      colour: "red",
      clock: "complete",
      round: 1,
      state: "standing",
    });
    const again = { ...story.lastAs("card-issued") };
    expect(story.tries((at) => ({ ...issuesCard("red")(at), payload: keyOf(again) }))).toBe("merged");
    expect(story.does(revokesCard(hub)).tries((at) => ({ ...issuesCard("red")(at), payload: keyOf(again) }))).toBe(
      "card-not-due",
    );
    expect(new Story().does(registers(hub), dispatches(hub, city)).tries(issuesCard("red"))).toBe("card-not-due");
  });

  test("[CD-5] a new round has cards of its own", () => {
    const story = carded().does(reports(county), approves(city), callsBack(hub, { resultRating: 1, solved: "no" }));
    expect(story.now.round).toBe(2);
    expect(dueAt(story, "2026-04-30 10:00")).toEqual(["x370902 complete red"]);
    story.on("2026-04-30 10:00").does(issuesCard("red"));
    expect(story.now.cards.map((one) => [one.clock, one.round])).toEqual([
      ["complete", 1],
      ["complete", 2],
    ]);
  });

  test("[CD-10] [CD-11] a provisional card is confirmed, and a second confirmation merges", () => {
    const story = carded(true);
    expect(card(story)?.state).toBe("provisional");
    story.does(confirmsCard());
    expect(card(story)).toMatchObject({ state: "standing", confirmedAt: story.last.at });
    expect(story.tries(confirmsCard())).toBe("merged");
  });

  test("[CD-11] [CD-12] what was done before the moment of the card withdraws it", () => {
    const story = carded(true).on("2026-03-11 17:00").does(reports(county)).on("2026-03-14 09:00");
    expect(story.tries(confirmsCard())).toBe("card-wrong");
    story.does(withdrawsCard());
    expect(card(story)).toMatchObject({ state: "withdrawn", withdrawn: { reason: "acted-in-time" } });
    expect(story.tries(withdrawsCard())).toBe("merged");
    expect(carded().tries(withdrawsCard())).toBe("card-stands");
  });

  test("[CD-12] a limit that moved withdraws it, and says why", () => {
    const story = carded().does(recounts(30), withdrawsCard());
    expect(card(story)?.withdrawn?.reason).toBe("calendar-changed");
    const yellow = storyAt("handling").on("2026-03-11 09:00").does(issuesCard("yellow"), suspends(hub));
    yellow.on("2026-03-20 09:00").does(resumes(hub), withdrawsCard());
    expect(yellow.now.cards.at(-1)?.withdrawn?.reason).toBe("rested");
  });

  test("[CD-12] a parent turns out to have passed on in time", () => {
    const story = atCity("2026-02-12 10:00")
      .on("2026-03-12 09:00")
      .does(issuesCard("red", { clock: "complete" }));
    story.on("2026-02-13 10:00").does(forwards(city, county)).on("2026-03-12 12:00").does(withdrawsCard());
    expect(card(story)?.withdrawn?.reason).toBe("passed-on-in-time");
  });

  test.each([
    ["recalled", (story: Story) => story.does(recalls(hub, city))],
    ["ended", (story: Story) => story.does(terminates(hub))],
  ] as const)("[CD-26] a provisional card of a turn that was %s is withdrawn, a standing one stays", (_, ends) => {
    const waiting = (provisional: boolean): Story =>
      atCity("2026-02-12 10:00")
        .on("2026-03-12 09:00")
        .does(issuesCard("red", { clock: "accept", provisional }));
    const unproven = ends(waiting(true));
    expect(unproven.tries(confirmsCard())).toBe("card-wrong");
    expect(card(unproven.does(withdrawsCard()))?.withdrawn?.reason).toBe("taken-away");
    expect(ends(waiting(false)).tries(withdrawsCard())).toBe("card-stands");
  });

  test("[CD-13] a card of a clock that began anew is history", () => {
    const story = carded().does(
      reports(county),
      approves(city),
      callsBack(hub),
      inspects(hub, { verdict: "mend", remarks: "缺凭证" }),
    );
    expect(story.tries(withdrawsCard())).toBe("card-stands");
    expect(card(story)?.state).toBe("standing");
  });

  test("[CD-14] the hotline office revokes, nobody else", () => {
    const story = carded();
    expect(story.tries(revokesCard(city))).toBe("other-office");
    story.does(revokesCard(hub));
    expect(card(story)).toMatchObject({ state: "revoked", revoked: { reason: "系统故障期间误发" } });
    expect(story.tries(withdrawsCard())).toBe("card-settled");
  });

  test("[CD-15] the office that has the card objects, once", () => {
    const story = carded();
    expect(story.tries(objectsToCard(otherCounty))).toBe("other-office");
    story.does(objectsToCard(county));
    expect(story.tries(objectsToCard(county))).toBe("objected-before");
    expect(card(story)).toMatchObject({ state: "standing", objection: { ruling: null } });
  });

  test.each([
    [true, "revoked"],
    [false, "standing"],
  ])("[CD-16] an objection ruled %s leaves the card %s", (upheld, state) => {
    const story = carded();
    expect(story.tries(rulesOnCard(hub))).toBe("nothing-to-rule");
    story.does(objectsToCard(county));
    expect(story.tries(rulesOnCard(city))).toBe("other-office");
    story.does(rulesOnCard(hub, upheld));
    expect(card(story)).toMatchObject({ state, objection: { ruling: { upheld, reason: "经核实停电记录" } } });
    expect(story.tries(rulesOnCard(hub))).toBe(upheld ? "card-settled" : "nothing-to-rule");
  });
});

function keyOf(event: { assignment: string; clock: string; round: number; due: number; colour: string }): unknown {
  const { assignment, clock, round, due, colour } = event;
  return { assignment, clock, round, due, colour, provisional: false };
}
