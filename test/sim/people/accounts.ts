import type { NewUser } from "../../../src-server/store/user-store.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { anActor, city, county, department, hub, otherCity, otherCounty } from "../../support/orders.ts";

/** Offices that have a computer in a run: the hub, two cities, two counties of one of them, a department. */
export const peopledOffices: readonly OfficeId[] = [hub, city, county, otherCounty, otherCity, department];

/** The account of an office: one person who does everything there, as in a small county. */
export function accountOf(office: OfficeId, n = 0): NewUser {
  const { id, name } = anActor(office);
  const own = n === 0 ? id : (`${id.slice(0, 24)}e${n.toString(16).padStart(3, "0")}${id.slice(28)}` as typeof id);
  const username = n === 0 ? office : `${office}-${n}`;
  return { id: own, username, name, office, roles: [...roles], passwordHash: "open sesame" };
}
