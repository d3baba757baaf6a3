import { Type } from "typebox";

/** What a person is in the hotline; one person may hold several (docs/spec/actions.md AC-1). */
export const roles = [
  "operator", // 话务员
  "dispatcher", // 派单员
  "handler", // 承办人
  "leader", // 审核人
  "callback-agent", // 回访员
  "inspector", // 质检员
  "supervisor", // 督办员
  "archivist", // 档案员
  "analyst", // 统计
  "office-administrator", // 单位管理员
  "system-administrator", // 系统管理员
  "security-administrator", // 安全管理员
  "audit-administrator", // 审计管理员
] as const;

export type Role = (typeof roles)[number];
export const roleSchema = Type.Enum([...roles]);

const administrators: ReadonlySet<string> = new Set([
  "office-administrator",
  "system-administrator",
  "security-administrator",
  "audit-administrator",
]);

/** Whether a role only administers: it gives no right to any order. */
export function isAdministrator(role: string): boolean {
  return administrators.has(role);
}

/** What the province is when it acts by itself, as when it confirms that a file has arrived. No person holds it. */
export const provinceItself = "province-itself";
export type ActingRole = Role | typeof provinceItself;
