import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import { recountOrder, type CalendarMove } from "../../src-shared/domain/supervision/recount-order.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { writeWatches } from "../store/card-watch-store.ts";
import { lockDevice } from "../store/device-store.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import { lockOrders, readOpenOrders } from "../store/order-store.ts";
import { readVersions } from "../store/reference-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { actAloneIn } from "../sync/act-alone.ts";
import type { Province } from "../sync/province.ts";
import { apart } from "./apart.ts";

const countedBy = "limits-counted-by";

/**
 * Counts the open limits anew when a new calendar is in force since they were counted last. Only the job that keeps the
 * cards may call it, alone. Returns how many orders were told.
 * @see docs/spec/cards.md CD-20 to CD-22
 */
export async function followCalendar(province: Province): Promise<number> {
  const { db } = province.store;
  const { version } = province.rules.calendar;
  const counted = await readOrMake(db, countedBy, () => version);
  if (counted === version) return 0;
  const told = await recountOpenDeadlines(province, await calendarNamed(province, counted));
  if (told === null) return 0;
  await writeMeta(db, countedBy, version);
  return told;
}

async function calendarNamed(province: Province, version: string): Promise<WorkingCalendar> {
  const found = (await readVersions(province.store.db, "calendar")).find((one) => one.version === version);
  const calendar = found && parseCalendar(JSON.parse(found.content));
  invariant(calendar?.ok === true, "a calendar by which limits were counted stays readable");
  return calendar.value;
}

/** Returns how many orders were told; null when one could not be, so that the next turn of the job tries again. */
async function recountOpenDeadlines(province: Province, before: WorkingCalendar): Promise<number | null> {
  let told = 0;
  let isWhole = true;
  for (const { id } of await readOpenOrders(province.store.db)) {
    const done = await apart(province, id, () => recountOne(province, id, before));
    if (done === null) isWhole = false;
    else told += done;
  }
  return isWhole ? told : null;
}

/**
 * Counts under the order's own lock, so that time that was granted meanwhile is not taken back. An order that was told of
 * the calendar in force is left alone: a second run, after a crash, moves nothing. Its cards are looked at in any case,
 * for the day on which one falls may move where the limit stays. Devices are locked before orders, as everywhere.
 */
async function recountOne(province: Province, id: OrderId, before: WorkingCalendar): Promise<number> {
  const { rules, store, broadcast, ownDevice } = province;
  const done = await inTransaction(store, async (tx) => {
    await lockDevice(tx, ownDevice.deviceId);
    const [order] = await lockOrders(tx, [id]);
    const intent = order ? recountingOf(order, { before, after: rules }) : null;
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
