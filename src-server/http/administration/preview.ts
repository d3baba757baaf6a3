import type { Rules } from "../../../src-shared/domain/decision.ts";
import { publicationOf, type Proposal, type Publication } from "../../../src-shared/domain/reference/proposal.ts";
import {
  movedByPolicy,
  movedDeadlines,
  type MovedDeadline,
} from "../../../src-shared/domain/supervision/moved-deadlines.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { chinaDay, type Instant } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { Preview } from "../../../src-shared/protocol/administration.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { openOrders } from "../../store/order-store.ts";
import { inSnapshot } from "../../store/transaction.ts";
import type { Province } from "../../sync/province.ts";
import { stakeOf, type Stake } from "./apply-offices.ts";
import { publishedNow } from "./publish.ts";

const shown = 100;
const nothing: Stake = { held: [], below: [], accounts: [] };

/**
 * What a proposal would do to what is open, before anything is done. Refuses what publishing it would refuse.
 * @see docs/spec/administration.md AD-21, docs/spec/calendar.md CA-28
 */
export async function preview(province: Province, proposal: Proposal): Promise<Result<Preview, ProblemName>> {
  const now = province.now();
  const publication = publicationOf(publishedNow(province), proposal, { version: "preview", today: chinaDay(now) });
  if (!publication.ok) return refuse(publication.refusal);
  return inSnapshot(province.store, async (tx) => {
    const moved: MovedDeadline[] = [];
    let open = 0;
    for await (const order of openOrders(tx)) {
      open += 1;
      moved.push(...movedBy(publication.value, order, { rules: province.rules, now }));
    }
    const closes = proposal.kind === "offices" && "id" in proposal.change ? proposal.change : null;
    const stake = closes === null ? nothing : await stakeOf(tx, province.offices, closes.id);
    return accept(answerOf(moved, stake, open));
  });
}

function movedBy(
  { kind, content }: Publication,
  order: WorkOrder,
  { rules, now }: Readonly<{ rules: Rules; now: Instant }>,
): readonly MovedDeadline[] {
  if (kind === "policy") return movedByPolicy(order, { before: rules, after: { ...rules, policy: content }, now });
  if (kind !== "calendar") return [];
  return movedDeadlines(order, { before: rules.calendar, after: { ...rules, calendar: content }, now });
}

function answerOf(moved: readonly MovedDeadline[], stake: Stake, openOrders: number): Preview {
  const { held, below, accounts } = stake;
  return {
    moved: [...moved.slice(0, shown)],
    movedCount: moved.filter(({ before, after }) => before !== after).length,
    earlierCount: moved.filter(({ before, after }) => after < before).length,
    withdrawnCount: moved.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    held: held.slice(0, shown).map(({ id, number, state }) => ({ order: id, number, state })),
    heldCount: held.length,
    below: [...below],
    accounts: [...accounts],
    openOrders,
  };
}
