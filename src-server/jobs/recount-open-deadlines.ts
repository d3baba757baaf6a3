import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import { recountOrder, type CalendarMove } from "../../src-shared/domain/supervision/recount-order.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { minuteMs } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { writeWatches } from "../store/card-watch-store.ts";
import { lockDevice } from "../store/device-store.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import { lockOrders, openOrders } from "../store/order-store.ts";
import { readVersions, type PublishedVersion } from "../store/reference-store.ts";
import { byPublished } from "../sync/by-published.ts";
import { actAloneIn } from "../sync/act-alone.ts";
import type { Province } from "../sync/province.ts";
import { apart } from "./apart.ts";

const countedBy = "limits-counted-by";
/** How long the counting rests after an order that could not be counted, in ms. */
const tryAgainMs = 10 * minuteMs;

/**
 * Counts the open limits anew, calendar by calendar, until they are counted by the one in force. Only the job that keeps
 * the cards may call it, alone. Returns how many orders were told.
 * @see docs/spec/cards.md CD-20 to CD-22, CD-27
 */
export async function followCalendar(province: Province): Promise<number> {
  const { db } = province.store;
  const { version } = province.rules.calendar;
  const counted = await readOrMake(db, countedBy, () => version);
  if (counted === version || (await isResting(province))) return 0;
  let told = 0;
  for (const move of movesBetween(province, await readVersions(db, "calendar"), counted)) {
    const orders = await recountOpenDeadlines(province, move);
    if (orders === null) return told;
    told += orders;
    await writeMeta(db, countedBy, move.after.calendar.version);
  }
  return told;
}

/** One step for each calendar that was published since, in that order: none is left out, for limits were given by each. */
function movesBetween(
  province: Province,
  versions: readonly PublishedVersion[],
  counted: string,
): readonly Required<CalendarMove>[] {
  const { rules } = province;
  const inOrder = versions.toReversed();
  const from = inOrder.findIndex((one) => one.version === counted);
  const to = inOrder.findIndex((one) => one.version === rules.calendar.version);
  invariant(from >= 0 && to >= 0, "the calendars by which limits were counted and are to be stay published");
  const path = from < to ? inOrder.slice(from, to + 1) : [inOrder[from], inOrder[to]];
  const published = path.filter((one) => one !== undefined);
  return published.slice(1).flatMap((next, at) => {
    const before = published[at];
    if (!before) return [];
    return [
      {
        before: calendarOf(before),
        after: { ...rules, calendar: calendarOf(next) },
        since: Math.max(next.effectiveFrom, next.publishedAt),
      },
    ];
  });
}

function calendarOf({ content }: PublishedVersion): WorkingCalendar {
  const calendar = parseCalendar(JSON.parse(content));
  invariant(calendar.ok, "a calendar by which limits were counted stays readable");
  return calendar.value;
}

const restsUntil = "limits-counting-rests-until";

/** After an order could not be counted the next try waits, so that a lasting fault does not keep the job busy. */
async function isResting(province: Province): Promise<boolean> {
  return Number(await readOrMake(province.store.db, restsUntil, () => "0")) > province.now();
}

/** Returns how many orders were told; null when one could not be, so that a later turn of the job tries again. */
async function recountOpenDeadlines(province: Province, move: CalendarMove): Promise<number | null> {
  let told = 0;
  let isWhole = true;
  for await (const { id } of openOrders(province.store.db)) {
    const done = await apart(province, id, () => recountOne(province, id, move));
    if (done === null) isWhole = false;
    else told += done;
  }
  if (!isWhole) await writeMeta(province.store.db, restsUntil, String(province.now() + tryAgainMs));
  return isWhole ? told : null;
}

/**
 * Counts under the order's own lock, so that time that was granted meanwhile is not taken back. An order that was told of
 * the calendar in force is left alone: a second run, after a crash, moves nothing. Its cards are looked at in any case,
 * for the day on which one falls may move where the limit stays. Devices are locked before orders, as everywhere.
 */
async function recountOne(province: Province, id: OrderId, move: CalendarMove): Promise<number> {
  const { broadcast, ownDevice } = province;
  const done = await byPublished(province, async (tx) => {
    await lockDevice(tx, ownDevice.deviceId);
    const [order] = await lockOrders(tx, [id]);
    const intent = order ? recountingOf(order, move) : null;
    const acted = intent ? await actAloneIn(tx, province, [intent]) : null;
    await writeWatches(tx, [{ orderId: id, lookAt: 0 }]);
    return acted;
  });
  if (done) broadcast.publish(done.heads);
  return done?.receipts[0]?.verdict === "applied" ? 1 : 0;
}

function recountingOf(order: WorkOrder, move: CalendarMove): Intent | null {
  const calendarVersion = move.after.calendar.version;
  const recount = order.calendarVersion === calendarVersion ? null : recountOrder(order, move);
  if (!recount) return null;
  const payload = { calendarVersion, policyVersion: order.policyVersion, ...recount, moved: [...recount.moved] };
  return { type: "recount", orderId: order.id, payload };
}
