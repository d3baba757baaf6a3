import { invariant } from "../../src-shared/kernel/invariant.ts";

/** The main lists: an order stands on exactly one of them, by its state and whose turn it is. */
export const mainListNames = [
  "to-dispatch", // 待派单: registered and awaiting-dispatch, held by my office
  "to-accept", // 待受理
  "in-handling", // 办理中
  "to-review", // 待审核: awaiting-review, held by my office
  "returns", // 退单待审: return-review, held by my office
  "to-call-back", // 待回访
  "to-inspect", // 待质检
  "to-archive", // 待归档: closed
  "below", // 下级在办: held below my office and not ended
  "suspended", // 已挂起
  "ended", // 已结束: closed, archived, merged, refused, terminated
] as const;
export type MainListName = (typeof mainListNames)[number];

/** The side lists: an order stands on as many of them as it fits (rules: side-lists.ts). */
export const sideListNames = [
  "mine", // 我登记的
  "own", // 本单位全部在办
  "carded", // 黄红牌
  "to-reply", // 待回复督办: a notice waits for the reply of my office
  "to-judge", // 待审督办回复: a reply to a notice of my office waits for its judgement
  "to-decide", // 待审批: a request for more time, an objection or a reopening waits for my office
  "to-rule", // 待认定: a doubted time or an objection to a card waits for my office, the hub
  "to-supervise", // 待督办: carded or dissatisfied below, and no notice of my office in this round
  "reply-awaited", // 督办待回复: a notice of my office waits for a reply
  "to-help", // 待协办: my office is asked for help and has not answered
  "incidents", // 群体事件: an incident is open
  "late-records", // 迟到的记录: what an office that had the order before added, and ours has not opened yet
  "call-again", // 今日再访: an attempt on an earlier day did not reach the worker
] as const;
export type SideListName = (typeof sideListNames)[number];

/** Every list of orders there is. */
export const workListNames = [...mainListNames, ...sideListNames, "all"] as const;
export type WorkListName = (typeof workListNames)[number];

const sides: ReadonlySet<string> = new Set(sideListNames);

/** Whether a list's name is that of a side list. */
export function isSideList(name: string): name is SideListName {
  return sides.has(name);
}

type PerList = Readonly<Record<WorkListName, number>>;

/** A figure for every list. */
export function perList(figure: (name: WorkListName) => number): PerList {
  const figures: Readonly<Partial<PerList>> = Object.fromEntries(workListNames.map((name) => [name, figure(name)]));
  invariant(isWhole(figures), "every list has its figure");
  return figures;
}

function isWhole(figures: Readonly<Partial<PerList>>): figures is PerList {
  return workListNames.every((name) => figures[name] !== undefined);
}
