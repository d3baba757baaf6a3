import {
  activeAssignment,
  everHeld,
  officesInCharge,
  officesWithRight,
  openTurns,
  turnInHand,
} from "../domain/assignment/custody.ts";
import { isReleasable, openHelpOf } from "../domain/co-handling/helpers.ts";
import type { Actor, OfficeLookup } from "../domain/decision.ts";
import { openExtension } from "../domain/extension/extensions-of.ts";
import { openIncident } from "../domain/incident/incidents-of.ts";
import { objectionable, openObjection } from "../domain/objection/objectionable.ts";
import { isAtOrAbove } from "../domain/reference/is-at-or-above.ts";
import { openReopening } from "../domain/reopening/open-reopening.ts";
import { cardsToRule, liveCards, objectionableCards, openDoubts } from "../domain/supervision/card-rights.ts";
import { noticesToAnswer, officesToSupervise, openNotices } from "../domain/supervision/ladder.ts";
import { mayRecord } from "../domain/work-order/add-record.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";

type Concern = (order: WorkOrder, actor: Actor, offices: OfficeLookup) => boolean;

const isHolder: Concern = (order, { office }) => order.holder === office;
const isHub: Concern = (_order, { office }, { hub }) => office === hub;

/**
 * Whose business a step is now, by their part in the order: roles and states are asked about elsewhere
 * (available-actions.ts). To add one, add a row.
 */
export const concerns = {
  holder: isHolder,
  hub: isHub,
  "holder-or-hub": (order, actor, offices) => isHolder(order, actor, offices) || isHub(order, actor, offices),
  concerned: (order, { office }, offices) => mayRecord(order, office, offices),

  "turn-giver": (order, { office }) => activeAssignment(order)?.from === office,
  "turn-office": (order, { office }) => turnInHand(order, office) !== undefined,
  "turn-handler": (order, { id, office }) => turnInHand(order, office)?.handler?.id === id,

  "extension-judge": (order, { office }) => openExtension(order)?.judge === office,
  objector: (order, { office }) => objectionable(order, office).length > 0,
  "objection-judge": (order, actor, offices) => isHub(order, actor, offices) && openObjection(order) !== undefined,
  "holder-before": (order, actor, offices) => isHub(order, actor, offices) || everHeld(order, actor.office),
  "reopening-judge": (order, actor, offices) => isHub(order, actor, offices) && openReopening(order) !== undefined,

  "help-asker": (order, actor, offices) =>
    isHub(order, actor, offices) || openTurns(order).some((turn) => turn.office === actor.office),
  "help-releaser": (order, actor, offices) =>
    order.helps.some((help) => isReleasable(help) && (isHub(order, actor, offices) || help.askedBy === actor.office)),
  helper: (order, { office }) => openHelpOf(order, office) !== undefined,

  "incident-flagger": (order, { office }, offices) =>
    !openIncident(order) && isAtOrAbove(offices, office, officesWithRight(order)),
  "incident-reporter": (order, actor, offices) =>
    openIncident(order) !== undefined &&
    (isHub(order, actor, offices) || officesInCharge(order).includes(actor.office)),
  "incident-judge": (order, actor, offices) => openIncident(order) !== undefined && isHub(order, actor, offices),

  "notice-issuer": (order, { office }, offices) => officesToSupervise(order, office, offices).length > 0,
  "notice-answerer": (order, { office }) => noticesToAnswer(order, office).length > 0,
  "notice-settler": (order, { office }) => openNotices(order).some((notice) => notice.issuer === office),

  "card-objector": (order, { office }) => objectionableCards(order, office).length > 0,
  "card-judge": (order, actor, offices) => isHub(order, actor, offices) && cardsToRule(order).length > 0,
  "card-revoker": (order, actor, offices) => isHub(order, actor, offices) && liveCards(order).length > 0,
  "time-judge": (order, actor, offices) => isHub(order, actor, offices) && openDoubts(order).length > 0,
} as const satisfies Readonly<Record<string, Concern>>;

export type Concerned = keyof typeof concerns;
