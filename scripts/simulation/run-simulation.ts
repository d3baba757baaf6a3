import { pino } from "pino";

import { chinaDay, dayMs, startOfDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { rebuildOrders } from "../../src-server/projection/rebuild.ts";
import { openPgliteInMemory } from "../../src-server/store/open-pglite.ts";
import { readResources } from "../../src-server/store/read-resources.ts";
import { openProvince } from "../../src-server/sync/open-province.ts";
import { seededRandom } from "../demo/seeded-random.ts";
import { issueCards } from "../../src-server/jobs/issue-cards.ts";
import { cardComplaints, countCards, countRulings } from "./check-cards.ts";
import { openCast } from "./cast.ts";
import { addsUp, complaintsAbout, type Complaint } from "./check-province.ts";
import { SimulatedProvince, type SimulationCounts } from "./simulated-province.ts";

/** `from` is the first day; `calls` come in on a working day. */
export type SimulationWish = Readonly<{ days: number; offices: number; seed: number; from: string; calls: number }>;

export type SimulationResult = Readonly<{
  counts: SimulationCounts;
  tally: ReturnType<typeof addsUp>["tally"];
  /** how many cards there are, by colour and state */
  cards: Readonly<Record<string, number>>;
  /** how many steps the supervisor ruled on */
  rulings: ReturnType<typeof countRulings>;
  complaints: readonly Complaint[];
  waiting: number;
}>;

/** Lives so many days of a province in memory and looks at what came of it. The same wish gives the same result. */
export async function runSimulation(wish: SimulationWish, tell: (line: string) => void): Promise<SimulationResult> {
  const random = seededRandom(wish.seed);
  const clock: { at: Instant } = { at: startOfDay(wish.from) };
  const store = await openPgliteInMemory();
  try {
    const log = pino({ level: "silent" });
    const province = await openProvince({ store, resources: readResources(), now: () => clock.at, log });
    const cast = await openCast(province, { counties: wish.offices, random, at: clock.at });
    const simulated = new SimulatedProvince(province, { cast, random, clock });
    const nightly = async (): Promise<void> => {
      if ((await issueCards(province)) > 0) await simulated.refresh(simulated.openOrders());
    };
    for (let day = 0; day < wish.days; day += 1) {
      const date = chinaDay(startOfDay(wish.from) + day * dayMs);
      await simulated.liveDay(date, wish.calls, nightly);
      if (day % 10 === 9) tell(`${date}: ${simulated.orders.size} orders, ${simulated.openOrders().length} open`);
    }
    await simulated.settle(nightly);
    // Cards of ended orders are settled too, which the nightly look at open ones does not see.
    await simulated.refresh([...simulated.orders.keys()]);
    const { differing } = await rebuildOrders(store, false);
    const { tally, isSum } = addsUp(simulated.orders.values());
    const complaints = [
      ...complaintsAbout(simulated.orders.values(), province.rules),
      ...cardComplaints(simulated.orders.values(), province.rules, simulated.truth),
      ...differing.map((order) => ({ order, about: "differs from what its log adds up to" })),
      ...(isSum ? [] : [{ order: "all", about: "the contacts do not add up" }]),
    ];
    const cards = countCards(simulated.orders.values());
    const rulings = countRulings(simulated.orders.values());
    return { counts: simulated.counts, tally, cards, rulings, complaints, waiting: simulated.waiting() };
  } finally {
    await store.close();
  }
}
