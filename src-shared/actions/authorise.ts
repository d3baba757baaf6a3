import { provinceItself, type ActingRole, type Role } from "../domain/permission/role.ts";
import type { ActionType } from "./action.ts";

const everyone: readonly Role[] = [
  "operator",
  "dispatcher",
  "handler",
  "leader",
  "callback-agent",
  "inspector",
  "supervisor",
  "archivist",
];

/**
 * The roles that may do each thing (docs/spec/actions.md AC-1); empty for what only the province does by itself.
 * Office and state are judged by the decision of each action.
 */
export const rolesFor: Readonly<Record<ActionType, readonly Role[]>> = {
  register: ["operator", "dispatcher", "handler"],
  "answer-directly": ["operator", "dispatcher"],
  amend: ["operator", "dispatcher", "handler"],
  dispatch: ["dispatcher", "leader", "handler"],
  forward: ["dispatcher", "leader"],
  accept: ["handler", "leader"],
  note: everyone,
  attach: everyone,
  "store-evidence": [],
  "report-result": ["handler"],
  "approve-result": ["leader"],
  "send-back": ["leader"],
  "return-order": ["handler", "leader"],
  "decide-return": ["dispatcher", "leader"],
  suspend: ["dispatcher", "supervisor"],
  resume: ["dispatcher", "supervisor"],
  "call-back": ["callback-agent"],
  inspect: ["inspector"],
  archive: ["archivist"],
  "merge-order": ["dispatcher"],
  "refuse-order": ["dispatcher"],
  "terminate-order": ["dispatcher", "supervisor"],
  "issue-notice": ["supervisor"],
  "answer-notice": ["handler", "leader"],
  "settle-notice": ["supervisor"],
  "ask-help": ["dispatcher", "handler", "leader"],
  "answer-help": ["handler", "leader"],
  "release-help": ["dispatcher", "handler", "leader"],
  "flag-incident": ["operator", "dispatcher", "handler", "leader", "supervisor"],
  "unflag-incident": ["dispatcher", "supervisor"],
  "report-incident": ["dispatcher", "handler", "leader", "supervisor"],
  "close-incident": ["dispatcher", "supervisor"],
  "join-contacts": [],
  "request-extension": ["handler", "leader"],
  "decide-extension": ["dispatcher", "leader", "supervisor"],
  recall: ["dispatcher", "leader", "handler"],
  "assign-handler": ["handler", "leader"],
  "move-turns": [],
  recuse: ["handler", "leader"],
  object: ["handler", "leader"],
  "rule-objection": ["dispatcher", "supervisor"],
  "request-reopen": ["operator", "dispatcher", "handler", "leader", "supervisor"],
  "decide-reopen": ["dispatcher", "supervisor"],
  disclose: everyone,
  "set-aside": everyone,
  "issue-card": [],
  "confirm-card": [],
  "withdraw-card": [],
  "revoke-card": ["supervisor"],
  "object-to-card": ["handler", "leader"],
  "rule-on-card": ["supervisor"],
  remind: [],
  recount: [],
  "adjudicate-time": ["supervisor"],
};

/** Whether somebody with these roles, or the province itself, may do this kind of thing at all. */
export function mayAct(roles: readonly ActingRole[], type: ActionType): boolean {
  const allowed = rolesFor[type];
  if (roles.includes(provinceItself)) return allowed.length === 0;
  return roles.some((role) => role !== provinceItself && allowed.includes(role));
}
