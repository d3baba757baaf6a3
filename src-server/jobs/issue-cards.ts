import { deadline } from "../../src-shared/calendar/add-working-time.ts";
import type { Limit } from "../../src-shared/calendar/limit.ts";
import { cardDuties, nextCardLook, type OfficeLine } from "../../src-shared/domain/supervision/card-duties.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId, OrderId } from "../../src-shared/kernel/ids.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import { readDueWatches, writeWatches } from "../store/card-watch-store.ts";
import { readLine } from "../store/device-store.ts";
import { lockOrders, readOrders } from "../store/order-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { actAlone } from "../sync/act-alone.ts";
import type { Province } from "../sync/province.ts";
import { apart } from "./apart.ts";
import { handOverLate } from "./hand-over-late.ts";
import { followCalendar } from "./recount-open-deadlines.ts";
import { showInTree } from "./show-in-tree.ts";

const batchSize = 50;
/** How long an order is left alone of which nothing could be done, in ms. */
const lookAgainMs = 5 * minuteMs;
const usualReach: Limit = { amount: 60, unit: "minute" };

/**
 * Issues, confirms and withdraws the cards that are due now, and sends reminders: one server process at a time, only
 * orders whose moment has come, one order a transaction. Harmless to call at any time: what was done is not done again.
 * Returns how many steps it took; 0 too while another process is at it.
 * @see docs/spec/cards.md CD-17 to CD-19, docs/spec/administration.md AD-67
 */
export async function issueCards(province: Province): Promise<number> {
  let taken = 0;
  await province.store.whileAlone("cards", async () => {
    // By a calendar of before, limits that another process has counted would be counted back.
    await province.reference.refresh();
    taken += await followCalendar(province);
    await handOverLate(province);
    await showInTree(province);
    const lineOf = lines(province);
    for (;;) {
      const due = await readDueWatches(province.store.db, province.now(), batchSize);
      if (due.length === 0) return;
      for (const id of due) taken += await settle(province, id, lineOf);
    }
  });
  return taken;
}

type LineOf = (office: OfficeId) => Promise<OfficeLine>;

async function settle(province: Province, id: OrderId, lineOf: LineOf): Promise<number> {
  const taken = await apart(province, id, async () => {
    const [order] = await readOrders(province.store.db, [id]);
    const done = order ? await doDuties(province, order, lineOf) : 0;
    await lookAgainLater(province, id);
    return done;
  });
  if (taken !== null) return taken;
  await writeWatches(province.store.db, [{ orderId: id, lookAt: province.now() + lookAgainMs }]);
  return 0;
}

/** Under the order's lock, so that a push of this moment has written its own moment before or writes it after. */
async function lookAgainLater(province: Province, id: OrderId): Promise<void> {
  await inTransaction(province.store, async (tx) => {
    const [order] = await lockOrders(tx, [id]);
    const now = province.now();
    const next = order ? nextCardLook(order, province.rules, now) : null;
    await writeWatches(tx, [{ orderId: id, lookAt: next !== null && next <= now ? now + lookAgainMs : next }]);
  });
}

async function doDuties(province: Province, order: WorkOrder, lineOf: LineOf): Promise<number> {
  const known = new Map<OfficeId, OfficeLine>();
  for (const { office } of order.assignments) known.set(office, await lineOf(office));
  const duties = cardDuties(order, {
    rules: province.rules,
    now: province.now(),
    lineOf: (office) => known.get(office) ?? { isOutOfReach: false, emptiedAt: null },
  });
  if (duties.length === 0) return 0;
  const receipts = await actAlone(
    province,
    duties.map((duty) => ({ ...duty, orderId: order.id })),
  );
  return receipts.filter((receipt) => receipt.verdict === "applied").length;
}

/** Reads each office's line once in a turn of the job. An office that never had a computer has nothing under way. */
function lines(province: Province): LineOf {
  const known = new Map<OfficeId, Promise<OfficeLine>>();
  const read = async (office: OfficeId): Promise<OfficeLine> => {
    const line = await readLine(province.store.db, office);
    if (!line) return { isOutOfReach: false, emptiedAt: null };
    return { isOutOfReach: reachUntil(province, line.lastContactAt) < province.now(), emptiedAt: line.emptiedAt };
  };
  return (office) => {
    const line = known.get(office) ?? read(office);
    known.set(office, line);
    return line;
  };
}

function reachUntil({ rules }: Province, lastContactAt: Instant): Instant {
  return deadline(rules.calendar, lastContactAt, rules.policy.cards.unreachableAfter ?? usualReach);
}
