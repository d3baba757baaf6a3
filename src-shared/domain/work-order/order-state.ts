/** The states of an order's life, in the order of docs/spec/life-cycle.md. */
export const orderStates = [
  "registered", // 已登记
  "awaiting-dispatch", // 待派单
  "awaiting-acceptance", // 待受理
  "return-review", // 退单待审
  "handling", // 办理中
  "suspended", // 已挂起
  "awaiting-review", // 待审核
  "awaiting-callback", // 待回访
  "awaiting-inspection", // 待质检
  "closed", // 已办结
  "archived", // 已归档
  "merged", // 已并单
  "refused", // 不予受理
  "terminated", // 终止办理
] as const;

export type OrderState = (typeof orderStates)[number];

const statesInHand: ReadonlySet<string> = new Set<OrderState>([
  "awaiting-acceptance",
  "return-review",
  "handling",
  "awaiting-review",
]);

/** Whether an office below the hub's own steps has the order in its hands. */
export function isInHand(state: string): boolean {
  return statesInHand.has(state);
}

const endStates: ReadonlySet<string> = new Set<OrderState>(["closed", "archived", "merged", "refused", "terminated"]);

/** Whether no office has to act on the order any more (filing a closed one apart). */
export function isEnded(state: string): boolean {
  return endStates.has(state);
}

/** Whether no office has a turn at the order yet: only the dispatch limit runs, and that bears no card. */
export function isUndispatched(state: OrderState): boolean {
  return state === "registered" || state === "awaiting-dispatch";
}
