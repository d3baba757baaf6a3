import { setTimeout as sleep } from "node:timers/promises";

import { makeOrders } from "../../../scripts/demo/make-orders.ts";
import { putOrders } from "../../../scripts/demo/put-orders.ts";
import { demoUserId } from "../../../src-server/jobs/demo-users.ts";
import { passwords } from "../../../src-server/http/session/passwords.ts";
import { addUsers } from "../../../src-server/store/user-store.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import { pullAnswerSchema, pushAnswerSchema } from "../../../src-shared/protocol/sync.ts";
import { backoffMs } from "../../../src-shared/sync/backoff.ts";
import { demoPassword } from "../../e2e/support/desk.ts";
import { inWords, percentile, tell } from "../support/figure.ts";
import { openBenchDatabase, query, type BenchProvince } from "./bench-province.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { read, Terminal, type Answer } from "./terminal.ts";

const terminals = 500;
const stepsEach = 30;
const orders = 8_000;
const runs = 3;
/** A password that costs next to nothing: signing in is no part of what is measured. */
const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 };

type Seat = Readonly<{ terminal: Terminal; queue: readonly ActionEnvelope[] }>;
type Herd = Readonly<{ tookMs: number; pulledMs: number; strange: number; lost: number; doubled: number }>;

/** 500 terminals come back at once, each with 30 steps it has queued: all of them are in, once, and nobody is sent away. */
export async function measureHerd(): Promise<readonly MeasureLine[]> {
  const database = await openBenchDatabase();
  try {
    let byOffice = new Map<string, WorkOrder[]>();
    let officeOf: readonly string[] = [];
    await database.fill(async (province) => {
      ({ byOffice, officeOf } = await fill(province));
    });
    const herds: Herd[] = [];
    for (let run = 0; run < runs; run += 1) {
      const province = await database.start();
      herds.push(await runHerd(province, await seat(province, { byOffice, officeOf })).finally(province.stop));
    }
    tell(`herd-500, after their pulls as well: ${inWords(herds.map(({ pulledMs }) => pulledMs))} ms`);
    const goal = { of: "ours", is: "at most" } as const;
    const line = (what: Readonly<{ unit: string; bound: number; of: (herd: Herd) => number }>): MeasureLine =>
      measureLine({ id: "herd-500", unit: what.unit, ours: herds.map(what.of), goal: { ...goal, bound: what.bound } });
    const worst = (of: (herd: Herd) => number) => () => Math.max(...herds.map(of));
    return [
      line({ unit: "s", bound: 60, of: ({ tookMs }) => tookMs / 1000 }),
      line({ unit: "steps lost", bound: 0, of: worst(({ lost }) => lost) }),
      line({ unit: "steps doubled", bound: 0, of: worst(({ doubled }) => doubled) }),
      line({ unit: "answers 5xx but 503", bound: 0, of: worst(({ strange }) => strange) }),
    ];
  } finally {
    await database.close();
  }
}

type Stock = Readonly<{ byOffice: Map<string, WorkOrder[]>; officeOf: readonly string[] }>;

async function fill(province: Province): Promise<Stock> {
  const made = makeOrders({ count: orders, seed: 12_351, now: Date.now() });
  await putOrders(province, made);
  const workable = made.filter(({ state }) => state === "handling" || state === "awaiting-acceptance");
  const byOffice = Map.groupBy(workable, ({ holder }) => String(holder));
  const counties = province.offices.filter(({ id, kind }) => kind === "county" && byOffice.has(id));
  const officeOf = Array.from({ length: terminals }, (_, at) => counties[at % counties.length]?.id ?? "");
  const passwordHash = await passwords(cheap).hash(demoPassword);
  const people = officeOf.map((office, at) => {
    const found = province.offices.find(({ id }) => id === office);
    invariant(found, "an office of the province");
    const username = `herd-${at}`;
    return { id: demoUserId(username), username, name: `终端${at}`, office: found.id, roles, passwordHash };
  });
  await addUsers(province.store.db, people);
  return { byOffice, officeOf };
}

/** Signs everybody in and lets them queue their steps, while the line is still good. */
async function seat({ url }: BenchProvince, { byOffice, officeOf }: Stock): Promise<readonly Seat[]> {
  const seats: Seat[] = [];
  for (const [at, office] of officeOf.entries()) {
    const terminal = new Terminal(url, `10.37.${at >> 8}.${at & 255}`);
    await terminal.signIn(`herd-${at}`);
    await terminal.startAtHeads();
    seats.push({ terminal, queue: queueOf(terminal, byOffice.get(office) ?? []) });
  }
  return seats;
}

/** What somebody does in an afternoon without a line: accepts what waits, and writes down what was done. */
function queueOf(terminal: Terminal, work: readonly WorkOrder[]): readonly ActionEnvelope[] {
  const accepted = work
    .filter(({ state }) => state === "awaiting-acceptance")
    .slice(0, 5)
    .flatMap((order) => {
      const turn = activeAssignment(order);
      const intent = turn && ({ type: "accept", orderId: order.id, payload: { assignment: turn.id } } as const);
      return intent ? [terminal.make(intent, order.version)] : [];
    });
  const notes = Array.from({ length: stepsEach - accepted.length }, (_, at) => {
    const order = work[at % work.length];
    invariant(order, "the office has an order");
    const text = `第 ${at + 1} 次：与用人单位劳资负责人电话核对考勤与工资表，约定三日内补齐材料后当面协商。`;
    const payload = { kind: "employer", text, contactedWorker: false } as const;
    return terminal.make({ type: "note", orderId: order.id, payload }, order.version);
  });
  return [...accepted, ...notes];
}

async function runHerd(province: BenchProvince, seats: readonly Seat[]): Promise<Herd> {
  const statuses = new Map<number, number>();
  const began = performance.now();
  const comings = await Promise.all(seats.map((one) => comeBack(one, statuses)));
  const pulledMs = performance.now() - began;
  const ends = comings.map((at) => at - began);
  const tookMs = Math.max(...ends);
  tell(`herd-500: half in after ${Math.round(percentile(ends, 50))} ms; answers ${inWordsOf(statuses)}`);
  const strange = [...statuses].filter(([status]) => status >= 500 && status !== 503);
  const sent = seats.flatMap(({ queue }) => queue.map(({ id }) => String(id)));
  return {
    tookMs,
    pulledMs,
    strange: strange.reduce((sum, [, count]) => sum + count, 0),
    ...(await audit(province, sent)),
  };
}

function inWordsOf(statuses: ReadonlyMap<number, number>): string {
  return [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
}

/** Renews the session, sends the queue, and reads what is new; returns when the queue was in. */
async function comeBack({ terminal, queue }: Seat, statuses: Map<number, number>): Promise<number> {
  await patiently(() => terminal.renew(), statuses);
  const pushed = read(pushAnswerSchema, await patiently(() => terminal.push(queue), statuses));
  invariant(pushed.receipts.length === queue.length, "every step has a receipt");
  const at = performance.now();
  for (let more = true; more;) {
    const page = read(pullAnswerSchema, await patiently(() => terminal.pull(), statuses));
    terminal.cursor = page.cursor;
    ({ more } = page);
  }
  return at;
}

/** Asks as the desk's engine does: a busy province is asked again when it said, and at random within that once more. */
async function patiently(ask: () => Promise<Answer>, statuses: Map<number, number>): Promise<Answer> {
  for (let failures = 1; ; failures += 1) {
    const answer = await ask().catch(() => null);
    const status = answer?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (answer?.status === 200) return answer;
    const chance = Math.random();
    await sleep(answer ? answer.retryAfterMs * (1 + chance) : backoffMs(failures, chance));
  }
}

/** Looks for every step in the log, and for every applied one on the timeline of its order: there once, and once only. */
async function audit(
  { databaseUrl }: BenchProvince,
  sent: readonly string[],
): Promise<Readonly<{ lost: number; doubled: number }>> {
  const log = await query<{ id: string; verdict: string }>(databaseUrl, "select id, verdict from actions");
  const lines = await query<{ id: string; times: string }>(
    databaseUrl,
    `select event->>'id' as id, count(*) as times
       from work_orders, jsonb_array_elements(body->'timeline') as event group by 1`,
  );
  const verdicts = Map.groupBy(log, ({ id }) => id);
  const times = new Map(lines.map((line) => [line.id, Number(line.times)]));
  const accepted = new Set(["applied", "merged"]);
  const isLost = (id: string): boolean => {
    const [entry] = verdicts.get(id) ?? [];
    if (!entry || !accepted.has(entry.verdict)) return true;
    return entry.verdict === "applied" && !times.has(id);
  };
  const isDoubled = (id: string): boolean => (verdicts.get(id)?.length ?? 0) > 1 || (times.get(id) ?? 0) > 1;
  return { lost: sent.filter(isLost).length, doubled: sent.filter(isDoubled).length };
}
