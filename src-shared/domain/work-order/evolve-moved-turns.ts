import type { OfficeId } from "../../kernel/ids.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { openTurns } from "../assignment/custody.ts";
import type { Help } from "../co-handling/help.ts";
import { helpingOffices, isReleasable } from "../co-handling/helpers.ts";
import { isLive } from "../supervision/card.ts";
import type { OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

type TurnsMoved = Extract<OrderEvent, { type: "turns-moved" }>;

/**
 * The order after another office took over what hung on one. Clocks, stages and what was done stay; a turn that was
 * given back stays where it was.
 * @see docs/spec/administration.md AD-35, AD-36
 */
export function turnsMoved(order: WorkOrder, event: TurnsMoved): WorkOrder {
  const now = (office: OfficeId): OfficeId => (office === event.from ? event.to : office);
  return {
    ...order,
    holder: now(order.holder),
    assignments: order.assignments.map((turn) => (turn.stage === "returned" ? turn : movedTurn(turn, event))),
    helps: order.helps.map((help) => movedHelp(order, help, event)),
    extensions: order.extensions.map((one) =>
      one.decision === null && one.lapsedAt === null ? { ...one, office: now(one.office), judge: now(one.judge) } : one,
    ),
    notices: order.notices.map((notice) =>
      notice.outcome === null ? { ...notice, office: now(notice.office), issuer: now(notice.issuer) } : notice,
    ),
    // Who answers for a card may object to it, and its queue is the one that is waited for.
    cards: order.cards.map((card) => (isLive(card) ? { ...card, office: now(card.office) } : card)),
  };
}

function movedTurn(turn: Assignment, { from, to, keep }: TurnsMoved): Assignment {
  const given = turn.from === from ? to : turn.from;
  if (turn.office !== from) return { ...turn, from: given };
  const stays = turn.handler !== null && keep.includes(turn.handler.id);
  return { ...turn, from: given, office: to, handler: stays ? turn.handler : null };
}

/** Help that the successor cannot give, because it works on the order or helps already, is over. */
function movedHelp(order: WorkOrder, help: Help, { from, to, at }: TurnsMoved): Help {
  if (!isReleasable(help)) return help;
  const askedBy = help.askedBy === from ? to : help.askedBy;
  if (help.office !== from) return { ...help, askedBy };
  const isThere = helpingOffices(order).includes(to) || openTurns(order).some((turn) => turn.office === to);
  if (isThere || askedBy === to) return { ...help, askedBy, stage: "released", releasedAt: at };
  return { ...help, askedBy, office: to };
}
