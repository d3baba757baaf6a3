import { expect, test } from "vitest";
import {
  hasNotice,
  noticesToAnswer,
  noticesToJudge,
  officesToSupervise,
  openNotices,
} from "../../../../src-shared/domain/supervision/ladder.ts";
import {
  isAnswered,
  noticeKinds,
  noticeNumber,
  noticeReasons,
  type Notice,
} from "../../../../src-shared/domain/supervision/notice.ts";
import { reasonsFor } from "../../../../src-shared/domain/supervision/ladder.ts";
import { evolve } from "../../../../src-shared/domain/work-order/evolve.ts";
import { isEnded, orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { officeId, sha256 } from "../../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../../src-shared/kernel/instant.ts";
import { decide } from "../../../../src-shared/actions/decide.ts";
import {
  accepts,
  aFile,
  answersNotice,
  archives,
  asksAgain,
  attaches,
  callsBack,
  dispatches,
  forwards,
  inspects,
  issues,
  merges,
  objects,
  registers,
  reports,
  rulesOn,
  settlesNotice,
  storyAt,
  terminates,
} from "../../../support/order-steps.ts";
import {
  aContext,
  anActor,
  chinaTime,
  city,
  county,
  department,
  hub,
  otherCity,
  otherCounty,
  shippedRules,
  Story,
} from "../../../support/orders.ts";

const overdue = { kind: "urging-notice", reason: "overdue" } as const;
const poor = { resultRating: 1, solved: "no" } as const;

function only(story: Story): Notice {
  const [notice] = story.now.notices;
  if (!notice) throw new Error("there is no notice");
  return notice;
}

/** Dispatched to the county itself on 2026-02-12; acceptance is due on 02-24, completion on 03-10. */
const direct = (): Story => new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, county));

test("[SU-1] a notice stands on the order and moves nothing", () => {
  const story = storyAt("handling");
  const { state, holder, assignments, dispatchBy, round } = story.now;
  story.does(issues(anActor(hub, ["supervisor"]), county));
  expect(story.now).toMatchObject({ state, holder, assignments, dispatchBy, round });
  expect(only(story)).toMatchObject({ issuer: hub, office: county, kind: "supervision-order", outcome: null });
  expect(only(story).id).toBe(story.last.id);
});

test("[SU-2] only from above: the hub over everybody, a city over its counties, nobody over itself", () => {
  const story = storyAt("handling");
  expect(story.tries(issues(otherCity, county))).toBe("not-below");
  expect(story.tries(issues(county, county))).toBe("not-below");
  expect(story.tries(issues(county, city))).toBe("not-below");
  expect(story.tries(issues(hub, officeId("nowhere")))).toBe("unknown-office");
  story.does(issues(city, county), issues(hub, county), issues(hub, city));
  expect(officesToSupervise(story.now, city, shippedRules.offices)).toEqual([county]);
  expect(officesToSupervise(story.now, county, shippedRules.offices)).toEqual([]);
});

test("[SU-3] only to an office that is in charge", () => {
  expect(storyAt("handling").tries(issues(hub, otherCounty))).toBe("no-open-turn");
  const atTheCity = new Story().does(registers(city));
  expect(atTheCity.tries(issues(hub, county))).toBe("no-open-turn");
  expect(atTheCity.tries(issues(hub, city))).toBe("applied");
  const returned = storyAt("awaiting-dispatch");
  expect(returned.tries(issues(hub, city))).toBe("no-open-turn");
});

test("[SU-4] each step of the ladder has its reasons", () => {
  for (const kind of noticeKinds)
    for (const reason of noticeReasons.filter((one) => !reasonsFor[kind].includes(one))) {
      const story = storyAt("handling").does(issues(hub, county)).on("2026-06-01 10:00");
      expect(story.tries(issues(hub, county, { kind, reason })), `${kind} ${reason}`).toBe("notice-without-ground");
    }
  const asked = { kind: "reminder", reason: "asked-again" } as const;
  expect(storyAt("handling").tries(issues(hub, county, asked))).toBe("applied");
});

test("[SU-5] overdue begins one millisecond after the limit", () => {
  const story = direct();
  const { acceptBy } = story.turn(county);
  expect(acceptBy).toBe(chinaTime("2026-02-25 00:00"));
  const near = { kind: "reminder", reason: "approaching" } as const;
  story.at = acceptBy;
  expect(story.tries(issues(hub, county, overdue))).toBe("notice-without-ground");
  story.at = acceptBy;
  expect(story.tries(issues(hub, county, near))).toBe("applied");
  story.at = acceptBy + 1;
  expect(story.tries(issues(hub, county, near))).toBe("notice-without-ground");
  story.at = acceptBy + 1;
  expect(story.tries(issues(hub, county, overdue))).toBe("applied");
});

test("[SU-5] an acceptance made late is a ground for a supervision order, no longer for urging", () => {
  const story = direct().on("2026-02-25 09:00").does(accepts(county));
  expect(story.tries(issues(hub, county, overdue))).toBe("notice-without-ground");
  expect(story.tries(issues(hub, county, { reason: "overdue" }))).toBe("applied");
  story.on("2026-03-12 09:00");
  expect(story.tries(issues(hub, county, overdue))).toBe("applied");
  story.does(reports(county));
  expect(story.tries(issues(hub, county, overdue))).not.toBe("applied");
});

test("[SU-5] passing on late is accepting late", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city)).on("2026-02-25 09:00");
  const said = { reason: "overdue" } as const;
  expect(story.does(forwards(city, county)).tries(issues(hub, city, said))).toBe("applied");
  const inTime = new Story().does(registers(hub), dispatches(hub, city), forwards(city, county));
  expect(inTime.tries(issues(hub, city, said))).toBe("notice-without-ground");
});

test("[SU-5] the limit to dispatch counts, and nothing is overdue while the order rests", () => {
  const waiting = new Story().does(registers(city)).on("2026-03-20 10:00");
  expect(waiting.tries(issues(hub, city, overdue))).toBe("applied");
  expect(
    storyAt("suspended")
      .on("2026-06-01 10:00")
      .tries(issues(hub, county, overdue)),
  ).toBe("notice-without-ground");
});

test("[SU-6] dissatisfied, and dissatisfied after rework", () => {
  const story = storyAt("awaiting-callback");
  expect(story.tries(issues(hub, county, { reason: "dissatisfied" }))).not.toBe("applied");
  story.does(callsBack(hub, poor));
  expect(story.tries(issues(hub, county, { reason: "dissatisfied" }))).toBe("applied");
  expect(story.tries(issues(hub, county, { reason: "dissatisfied-again" }))).toBe("notice-without-ground");
  const struck = storyAt("awaiting-callback").does(
    callsBack(hub, { ...poor, ruling: "unreasonable", rulingReason: "超出合同约定" }),
  );
  expect(struck.tries(issues(hub, county, { reason: "dissatisfied" }))).toBe("notice-without-ground");
  story.does(objects(county), rulesOn(hub, true));
  expect(story.tries(issues(hub, county, { reason: "dissatisfied" }))).toBe("notice-without-ground");
});

test("[SU-7] listed supervision and summons follow a supervision order that was not withdrawn", () => {
  for (const kind of ["public-supervision", "summons"] as const) {
    const story = storyAt("handling");
    expect(story.tries(issues(hub, county, { kind }))).toBe("ladder-skipped");
    story.does(issues(hub, county), settlesNotice(hub, "withdrawn"));
    expect(story.tries(issues(hub, county, { kind, reason: "no-effect" }))).toBe("ladder-skipped");
    story.does(issues(hub, county));
    expect(story.tries(issues(hub, county, { kind, reason: "no-effect" }))).toBe("applied");
    expect(hasNotice(story.now, kind)).toBe(true);
  }
});

test("[SU-8] the date for the reply lies ahead", () => {
  const story = storyAt("handling");
  expect(story.tries(issues(hub, county, { replyBy: story.at }))).toBe("reply-date-past");
  expect(story.tries(issues(hub, county, { replyBy: story.at + 60_001 }))).toBe("applied");
});

test("[SU-9] the province's number, and until then one made of the id", () => {
  const story = storyAt("handling").does(issues(hub, county));
  const notice = only(story);
  expect(notice.number).toBeNull();
  expect(noticeNumber(notice)).toBe(`临-督-${notice.id.slice(-4).toUpperCase()}`);
  const { office, kind, reason, demand, replyBy } = notice;
  const payload = { office, kind, reason, demand, replyBy };
  const context = aContext({ at: story.at, noticeNumber: "督〔2026〕12号" });
  const decision = decide(story.now, { type: "issue-notice", orderId: story.now.id, payload }, context);
  if (decision.verdict !== "applied") throw new Error(decision.verdict);
  const [, second] = evolve(story.now, decision.event).notices;
  expect(second && noticeNumber(second)).toBe("督〔2026〕12号");
});

test.each(orderStates)("[SU-16] what may be issued while %s", (state) => {
  const story = storyAt(state);
  const office = story.now.assignments.length > 0 ? county : city;
  const asked = { kind: "reminder", reason: "asked-again" } as const;
  if (!isEnded(state)) return expect(story.tries(issues(hub, office, asked))).not.toBe("order-ended");
  expect(story.tries(issues(hub, county, asked))).toBe("order-ended");
  expect(story.tries(issues(hub, county))).toBe(state === "closed" ? "applied" : "order-ended");
  expect(story.tries(issues(hub, department))).toBe(state === "closed" ? "no-open-turn" : "order-ended");
});

test("[SU-10] the office named replies, with files of the order", () => {
  const story = storyAt("handling");
  expect(story.tries(answersNotice(county))).toBe("notice-unknown");
  story.does(issues(hub, county), attaches(county, "a"));
  expect(story.tries(answersNotice(city))).toBe("other-office");
  expect(story.tries(answersNotice(county, { attachments: [sha256("b".repeat(64))] }))).toBe("malformed");
  expect(noticesToAnswer(story.now, county)).toHaveLength(1);
  story.does(answersNotice(anActor(county, ["leader"]), { attachments: [aFile("a").sha256] }));
  expect(only(story).replies).toMatchObject([{ attachments: [aFile("a").sha256], late: false }]);
  expect(noticesToAnswer(story.now, county)).toEqual([]);
  expect(noticesToJudge(story.now, hub)).toHaveLength(1);
});

test("[SU-11] one millisecond past its date a reply is kept and marked late", () => {
  const story = storyAt("handling").does(issues(hub, county));
  story.at = only(story).replyBy;
  story.does(answersNotice(county));
  story.at = only(story).replyBy + 1;
  story.does(answersNotice(county));
  expect(only(story).replies.map((reply) => reply.late)).toEqual([false, true]);
});

test("[SU-12] a reply can be added to until the notice is settled", () => {
  const story = storyAt("handling").does(issues(hub, county), answersNotice(county), answersNotice(county));
  story.does(settlesNotice(hub));
  expect(story.tries(answersNotice(county))).toBe("notice-settled");
  expect(only(story)).toMatchObject({ outcome: "accepted", settledAt: story.last.at });
});

test("[SU-13] the office that issued it settles it, once", () => {
  const story = storyAt("handling").does(issues(city, county), answersNotice(county));
  expect(story.tries(settlesNotice(hub))).toBe("other-office");
  expect(story.tries(settlesNotice(anActor(city, ["leader"])))).toBe("no-right");
  story.does(settlesNotice(city));
  expect(story.tries(settlesNotice(city, "withdrawn"))).toBe("notice-settled");
});

test("[SU-14] insufficient asks again with a new date", () => {
  const story = storyAt("handling").does(issues(hub, county));
  expect(story.tries(settlesNotice(hub))).toBe("reply-missing");
  story.does(answersNotice(county));
  expect(story.tries(asksAgain(hub, -1))).toBe("reply-date-past");
  story.does(asksAgain(hub, 3));
  const asked = only(story);
  expect(asked).toMatchObject({ outcome: null, replyBy: story.last.at + 3 * dayMs });
  expect(isAnswered(asked)).toBe(false);
  expect(noticesToAnswer(story.now, county)).toEqual([asked]);
  expect(storyAt("handling").does(issues(hub, county)).tries(asksAgain(hub))).toBe("applied");
});

test("[SU-15] a notice lapses with its order, and stays with a closed one", () => {
  for (const ends of [merges(hub), terminates(hub)]) {
    const story = storyAt("handling").does(issues(hub, county), ends);
    expect(openNotices(story.now)).toEqual([]);
    expect(story.tries(answersNotice(county))).toBe("order-ended");
    expect(story.tries(settlesNotice(hub, "withdrawn"))).toBe("order-ended");
  }
  const closed = storyAt("awaiting-inspection").does(issues(hub, county), inspects(hub));
  expect(openNotices(closed.now)).toHaveLength(1);
  closed.does(answersNotice(county), settlesNotice(hub));
  const filed = storyAt("closed").does(issues(hub, county), archives(hub));
  expect(filed.tries(answersNotice(county))).toBe("order-ended");
});
