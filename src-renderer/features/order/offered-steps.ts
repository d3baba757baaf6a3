import { useMemo } from "react";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import type { OfferedAction } from "../../../src-shared/actions/available-actions.ts";
import { lapsedOffer } from "../../../src-shared/actions/lapsed-offer.ts";
import { isOpenOffice, isWithin, type Office } from "../../../src-shared/domain/reference/office.ts";
import { isAnswered } from "../../../src-shared/domain/supervision/notice.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import type { OrderView, WorkListName } from "../../data/desk-api.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";

// The steps that an order waits for. All others are open to somebody, but nobody is waiting for them.
const awaited: ReadonlySet<ActionType> = new Set([
  "dispatch",
  "accept",
  "report-result",
  "answer-help",
  "decide-return",
  "approve-result",
  "call-back",
  "inspect",
  "archive",
  "resume",
  "decide-extension",
  "rule-objection",
  "decide-reopen",
  "answer-notice",
]);

/** A notice can be settled any time, but only one that was answered waits for it. */
function isAwaited(type: ActionType, order: WorkOrder): boolean {
  if (type !== "settle-notice") return awaited.has(type);
  return order.notices.some((notice) => notice.outcome === null && isAnswered(notice));
}

// What some lists are for: on them this step comes first where the order itself waits for nothing of this person.
const stepOfList: Readonly<Partial<Record<WorkListName, ActionType>>> = {
  "to-supervise": "issue-notice",
  incidents: "report-incident",
};

// Steps of an exception: nobody looks for them among what is done every day.
const seldom: ReadonlySet<ActionType> = new Set([
  "amend",
  "assign-handler",
  "recuse",
  "flag-incident",
  "unflag-incident",
  "merge-order",
  "refuse-order",
  "terminate-order",
  "revoke-card",
  "request-reopen",
  "release-help",
]);

/** What is offered, with the reason at what time has closed meanwhile. */
export function useOfferedSteps({ order, offered }: OrderView): readonly OfferedAction[] {
  const { policy } = useReference();
  const { calendar, now: at, offices } = useSurroundings();
  const own = useDesk().actor.office;
  const mayForward = useMemo(() => hasOfficeBelow(offices, own), [offices, own]);
  const possible = offered.filter(({ type }) => type !== "forward" || mayForward);
  return possible.map((offer) => ({
    ...offer,
    refusal: offer.refusal ?? lapsedOffer(order, offer.type, { at, calendar, policy }),
  }));
}

/** What the list asks for is done once a notice is out: then its reply is waited for, and no second notice. */
function isForList(type: ActionType, order: WorkOrder, list: WorkListName): boolean {
  if (type !== stepOfList[list]) return false;
  return type !== "issue-notice" || order.notices.every((notice) => notice.outcome !== null);
}

/** The one step that somebody waits for: the order, or else the list one came from. */
export function primaryOf(
  offered: readonly OfferedAction[],
  order: WorkOrder,
  list: WorkListName,
): OfferedAction | undefined {
  const open = offered.filter((offer) => offer.refusal === null);
  return open.find(({ type }) => isAwaited(type, order)) ?? open.find(({ type }) => isForList(type, order, list));
}

/** As many as stand on one line of a small screen; with one more than that, the rest go behind 更多. */
const onOneLine = 6;

/** What stands on the page and what behind 更多: seldom steps go first, the step that is waited for never does. */
export function inTwo(
  offered: readonly OfferedAction[],
  primary: OfferedAction | undefined,
): Readonly<{ shown: readonly OfferedAction[]; more: readonly OfferedAction[] }> {
  // The eye begins at the left: the step that is waited for stands there.
  const all = primary === undefined ? offered : [primary, ...offered.filter((offer) => offer !== primary)];
  if (all.length <= onOneLine) return { shown: all, more: [] };
  const often = all.filter((offer) => offer === primary || !seldom.has(offer.type));
  const shown = new Set([...often, ...all].slice(0, onOneLine));
  return { shown: all.filter((offer) => shown.has(offer)), more: all.filter((offer) => !shown.has(offer)) };
}

/** Whether there is anywhere to pass an order down to: to whoever has nobody below, 下派 would show an empty list. */
function hasOfficeBelow(offices: readonly Office[], own: OfficeId): boolean {
  const self = offices.find((office) => office.id === own);
  return (
    self !== undefined && offices.some((one) => one.id !== own && isOpenOffice(one) && isWithin(one.path, self.path))
  );
}
