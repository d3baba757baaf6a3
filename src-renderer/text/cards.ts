import type { Wording } from "./wording.ts";

/** Warning cards and fair time, wherever they are shown. */
export const cardsZh = {
  yellow: "黄牌",
  red: "红牌",
  named: "{{card}}（{{clock}}）",
  clocks: { accept: "受理", complete: "办结" },
  states: { standing: "有效", provisional: "待确认", withdrawn: "已撤下", revoked: "已撤销" },
  withdrawal: {
    "acted-in-time": "发牌时点之前已经办理",
    "passed-on-in-time": "已及时下派，不因下级超期发牌",
    extended: "期限已延长",
    rested: "挂起后期限顺延",
    "calendar-changed": "日历或规则调整，期限改变",
    "ruled-in-time": "经时间认定为按时",
  },
} as const;

export const cardsEn: Wording<typeof cardsZh> = {
  yellow: "yellow card",
  red: "red card",
  named: "{{card}} ({{clock}})",
  clocks: { accept: "acceptance", complete: "completion" },
  states: { standing: "stands", provisional: "to be confirmed", withdrawn: "taken back", revoked: "revoked" },
  withdrawal: {
    "acted-in-time": "the step was made before the card fell",
    "passed-on-in-time": "passed on in time, not carded for the office below",
    extended: "the limit was extended",
    rested: "the limit moved with the suspension",
    "calendar-changed": "calendar or rules changed, and the limit with them",
    "ruled-in-time": "ruled to have been in time",
  },
};
