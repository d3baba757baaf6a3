import type { NewUser } from "../../../src-server/store/user-store.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { anActor, city, county, department, hub, otherCity, otherCounty } from "../../support/orders.ts";

/** Offices that have a computer in a run: the hub, two cities, two counties of one of them, a department. */
export const peopledOffices: readonly OfficeId[] = [hub, city, county, otherCounty, otherCity, department];

/** Where the computers of a run stand, and whose they are: some offices have two people. */
export const places: readonly Readonly<{ office: OfficeId; n: number }>[] = [
  { office: hub, n: 0 },
  { office: county, n: 0 },
  { office: city, n: 0 },
  { office: county, n: 1 },
  { office: otherCounty, n: 0 },
  { office: hub, n: 1 },
  { office: otherCity, n: 0 },
  { office: department, n: 0 },
];

/** Somebody's account: one person who does everything there, as in a small county. */
export function accountOf({ office, n }: (typeof places)[number]): NewUser {
  const { id, name } = anActor(office);
  const own = n === 0 ? id : (`${id.slice(0, 24)}e${n.toString(16).padStart(3, "0")}${id.slice(28)}` as typeof id);
  const username = n === 0 ? office : `${office}-${n}`;
  return { id: own, username, name, office, roles: [...roles], passwordHash: "open sesame" };
}
