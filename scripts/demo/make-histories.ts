import type { DemoHistory, DemoStep } from "../../src-server/jobs/demo-history.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import { givenNames, industries, matters, surnames, type Matter } from "./matters.ts";

/** Where made orders go: the hub's username, and for each county its city's and its own. Usernames are office ids. */
export type MadePlaces = Readonly<{ hub: string; counties: readonly Readonly<{ city: string; county: string }>[] }>;

/** How far the life of a made order has come, and how often out of a hundred. */
const endings = [
  { until: "awaiting-acceptance", share: 4 },
  { until: "handling", share: 9 },
  { until: "awaiting-review", share: 3 },
  { until: "awaiting-callback", share: 3 },
  { until: "awaiting-inspection", share: 2 },
  { until: "closed", share: 4 },
  { until: "answered", share: 10 },
  { until: "archived", share: 65 },
] as const;
type Ending = (typeof endings)[number]["until"];

type Cast = Readonly<{ hub: string; city: string; county: string }>;
/** Who calls about what, and which offices it concerns. */
type Tale = Readonly<{ matter: Matter; worker: string; random: SeededRandom; cast: Cast }>;

/**
 * Makes histories of orders that could have happened, from a seed: the first three quarters ended within the last
 * working year, the open ones of the last three weeks.
 * @see docs/spec/demo.md DM-20
 */
export function makeHistories(
  wish: Readonly<{ count: number; seed: number; places: MadePlaces }>,
): readonly DemoHistory[] {
  const random = seededRandom(wish.seed);
  return Array.from({ length: wish.count }, (_, at) => ({ key: `made-${at}`, steps: stepsOf(random, wish.places) }));
}

function stepsOf(random: SeededRandom, places: MadePlaces): DemoStep[] {
  const ending = endingFor(random.below(100));
  const cast = { hub: places.hub, ...random.pick(places.counties) };
  const worker = random.pick(surnames) + random.pick(givenNames);
  const tale = { matter: random.pick(matters), worker, random, cast };
  const isOpen = ending !== "archived" && ending !== "answered";
  const days = daysBack(isOpen ? 14 + random.below(7) : 30 + random.below(210), random);
  return ending === "answered" ? answered(tale, days) : handled(tale, days, ending);
}

function endingFor(percent: number): Ending {
  let sum = 0;
  for (const { until, share } of endings) {
    sum += share;
    if (percent < sum) return until;
  }
  return "archived";
}

/** Moments in working hours, each on the day of the last or some days after it. */
function daysBack(first: number, random: SeededRandom): (later: number) => string {
  let day = first;
  let minute = 0;
  return (later) => {
    day -= later;
    minute = later === 0 ? minute + 3 + random.below(20) : 30 + random.below(60);
    invariant(day > 0, "a made history ends before its last day");
    const clock = 9 * 60 + minute;
    const time = `${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")}`;
    return `-${day} ${time}`;
  };
}

function answered({ matter, worker, random, cast }: Tale, at: (later: number) => string): DemoStep[] {
  const answer = `您好，关于${matter.topic}，依据${matter.law}，${matter.advice}如仍有疑问欢迎再次来电。`;
  return [
    registration({ matter, worker, random, cast }, at(0), 0),
    { by: cast.hub, at: at(0), type: "answer-directly", payload: { answer, article: "" } },
    { by: cast.hub, at: at(2), type: "archive", payload: { retentionYears: 10 } },
  ];
}

function handled(tale: Tale, at: (later: number) => string, ending: Ending): DemoStep[] {
  const { hub, city, county } = tale.cast;
  const { matter, worker, random } = tale;
  const yuan = 600 + random.below(28_000);
  const story: readonly (readonly [until: Ending, step: DemoStep])[] = [
    ["awaiting-acceptance", registration(tale, at(0), yuan)],
    [
      "awaiting-acceptance",
      { by: hub, at: at(0), type: "dispatch", payload: { to: city, instruction: "属地管辖，请按时办理并反馈。" } },
    ],
    [
      "awaiting-acceptance",
      { by: city, at: at(0), type: "forward", payload: { to: county, instruction: "请核实后依法处理。" } },
    ],
    ["handling", { by: county, at: at(1), type: "accept", payload: {} }],
    [
      "handling",
      {
        by: county,
        at: at(0),
        type: "note",
        payload: {
          kind: "contact",
          text: `已联系${worker}，核实${matter.topic}一事，涉及金额 ${yuan} 元，告知办理时限。`,
        },
      },
    ],
    [
      "handling",
      {
        by: county,
        at: at(2),
        type: "note",
        payload: { kind: "employer", text: `联系用人单位，说明${matter.law}的要求，${random.pick(matter.replies)}` },
      },
    ],
    ["awaiting-review", { by: county, at: at(3), type: "report-result", payload: reported(matter, yuan) }],
    [
      "awaiting-callback",
      { by: city, at: at(1), type: "approve-result", payload: { opinion: "事实清楚，同意办结。" } },
    ],
    ["awaiting-inspection", { by: hub, at: at(2), type: "call-back", payload: calledBack(random) }],
    ["closed", { by: hub, at: at(1), type: "inspect", payload: {} }],
    ["archived", { by: hub, at: at(1), type: "archive", payload: { retentionYears: 10 } }],
  ];
  const rank = endings.findIndex((one) => one.until === ending);
  return story.filter(([until]) => endings.findIndex((one) => one.until === until) <= rank).map(([, step]) => step);
}

function reported(matter: Matter, yuan: number): DemoStep["payload"] {
  return {
    result: "solved",
    opinion: `经调解，用人单位已支付 ${yuan} 元，职工确认收到。`,
    legalBasis: matter.law,
    replyToWorker: "您好，您反映的问题已经解决，如有新的情况请随时拨打 12351。",
    recoveredCents: { wages: yuan * 100 },
    workersBenefited: 1,
  };
}

function calledBack(random: SeededRandom): DemoStep["payload"] {
  return {
    solved: "yes",
    resultRating: 3 + random.below(3),
    attitudeRating: 4 + random.below(2),
    words: "已解决，谢谢。",
  };
}

function registration(tale: Tale, at: string, yuan: number): DemoStep {
  const { matter, worker, random, cast } = tale;
  const [industry, trade] = random.pick(industries);
  const number = `13800000${String(random.below(1000)).padStart(3, "0")}`;
  const payload = {
    classification: {
      title: `${trade}职工反映${matter.topic}`,
      class: yuan > 0 ? "request" : "consultation",
      problem: matter.problem,
      flags: random.below(4) === 0 ? ["reply-wanted"] : [],
    },
    worker: {
      name: worker,
      gender: random.pick(["female", "male"]),
      phones: [number],
      identity: random.pick(matter.identities),
    },
    employer: {
      name: `某${trade}有限公司`,
      industry,
      size: random.pick(["micro", "small", "medium"]),
      region: cast.county.slice(1),
    },
    claim: {
      facts: `${worker}反映：${matter.facts}${yuan > 0 ? `涉及金额约 ${yuan} 元。` : ""}`,
      claimedCents: yuan * 100,
    },
    contact: { channel: random.pick(["phone", "phone", "phone", "app", "website"]) },
  };
  return { by: cast.hub, at, type: "register", payload };
}

/** A call about something, as a worker of a county might make it: what the hub's operator writes down. */
export function madeCall(random: SeededRandom, cast: Cast, at: string): DemoStep {
  const worker = random.pick(surnames) + random.pick(givenNames);
  const yuan = random.below(3) === 0 ? 0 : 600 + random.below(28_000);
  return registration({ matter: random.pick(matters), worker, random, cast }, at, yuan);
}
