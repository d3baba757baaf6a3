import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { isLive } from "../../src-shared/domain/supervision/card.ts";
import { recountOrder } from "../../src-shared/domain/supervision/recount-order.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { writeWatches } from "../store/card-watch-store.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import { readOpenOrders } from "../store/order-store.ts";
import { readVersions } from "../store/reference-store.ts";
import { actAlone } from "../sync/act-alone.ts";
import type { Province } from "../sync/province.ts";

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
  await writeMeta(db, countedBy, version);
  return told;
}

async function calendarNamed(province: Province, version: string): Promise<WorkingCalendar> {
  const found = (await readVersions(province.store.db, "calendar")).find((one) => one.version === version);
  const calendar = found && parseCalendar(JSON.parse(found.content));
  invariant(calendar?.ok === true, "a calendar by which limits were counted stays readable");
  return calendar.value;
}

/** An order that was told of the calendar in force is left alone, so that a second run, after a crash, moves nothing. */
async function recountOpenDeadlines(province: Province, before: WorkingCalendar): Promise<number> {
  const { rules, store } = province;
  const calendarVersion = rules.calendar.version;
  let told = 0;
  for (const order of await readOpenOrders(store.db)) {
    const recount = order.calendarVersion === calendarVersion ? null : recountOrder(order, { before, after: rules });
    // A limit that stays may still end before a holiday, and its card fall later.
    if (order.cards.some(isLive)) await writeWatches(store.db, [{ orderId: order.id, lookAt: 0 }]);
    if (!recount) continue;
    const payload = { calendarVersion, policyVersion: order.policyVersion, ...recount, moved: [...recount.moved] };
    const [receipt] = await actAlone(province, [{ type: "recount", orderId: order.id, payload }]);
    if (receipt?.verdict === "applied") told += 1;
    await writeWatches(store.db, [{ orderId: order.id, lookAt: 0 }]);
  }
  return told;
}
