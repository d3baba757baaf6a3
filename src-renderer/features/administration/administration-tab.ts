import { mayAdminister } from "../../../src-shared/domain/permission/administration.ts";
import { isAdministrator } from "../../../src-shared/domain/permission/role.ts";

export const administrationTabs = [
  "offices",
  "users",
  "policy",
  "calendar",
  "dictionaries",
  "templates",
  "audit",
] as const;
export type AdministrationTab = (typeof administrationTabs)[number];

/** Whether somebody has nothing to do with orders, so that the desk opens on administration. */
export function onlyAdministers(roles: readonly string[]): boolean {
  return roles.length > 0 && roles.every(isAdministrator);
}

/** What somebody with these roles sees of administration; nothing for whoever administers nothing. */
export function tabsFor(roles: readonly string[]): readonly AdministrationTab[] {
  const users = mayAdminister(roles, "users");
  const audit = mayAdminister(roles, "audit");
  if (!users && !audit && !mayAdminister(roles, "reference")) return [];
  return administrationTabs.filter((tab) => (tab !== "users" || users) && (tab !== "audit" || audit));
}

/** Where administration opens for somebody: on what the roles may change, not on what they only look at. */
export function homeTabOf(roles: readonly string[]): AdministrationTab {
  if (mayAdminister(roles, "reference")) return "offices";
  if (mayAdminister(roles, "users")) return "users";
  return mayAdminister(roles, "audit") ? "audit" : "offices";
}
