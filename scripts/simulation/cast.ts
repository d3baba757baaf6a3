import { roles } from "../../src-shared/domain/permission/role.ts";
import type { Office } from "../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { demoUserId, demoUuid } from "../../src-server/jobs/demo-users.ts";
import { addUsers } from "../../src-server/store/user-store.ts";
import type { Province } from "../../src-server/sync/province.ts";
import type { SeededRandom } from "../demo/seeded-random.ts";
import { Terminal } from "./terminal.ts";

/** A county that takes part, and the city above it. */
export type Place = Readonly<{ county: OfficeId; city: OfficeId }>;

/**
 * One office at work. `pace` is how likely it looks at an order in one of the day's three rounds, out of 100;
 * `offline` how likely its line is cut on a day, out of 1000.
 */
export type Worker = Readonly<{ office: Office; terminal: Terminal; pace: number; offline: number }>;

export type Cast = Readonly<{ hub: Worker; offices: readonly Worker[]; places: readonly Place[] }>;

/** Opens the hub, so many counties and the cities above them, each with one person who may do everything. */
export async function openCast(
  province: Province,
  wish: Readonly<{ counties: number; random: SeededRandom; at: Instant }>,
): Promise<Cast> {
  const { random, at } = wish;
  const counties = picked(
    province.offices.filter((office) => office.kind === "county"),
    wish.counties,
    random,
  );
  const cities = province.offices.filter(({ id }) => counties.some((county) => county.parentId === id));
  const hubOffice = province.rules.offices.find(province.rules.offices.hub);
  invariant(hubOffice, "the province has a hub");
  const hub = await hire(province, hubOffice, { pace: 90, offline: 0, at });
  const offices = [hub];
  for (const office of cities) offices.push(await hire(province, office, { pace: 60, offline: 5, at }));
  for (const office of counties) {
    const pace = random.below(4) === 0 ? 6 : 25 + random.below(30);
    offices.push(await hire(province, office, { pace, offline: 60, at }));
  }
  const places = counties.map(({ id, parentId }) => ({ county: id, city: parentId ?? hubOffice.id }));
  return { hub, offices, places };
}

function picked<Value>(from: readonly Value[], count: number, random: SeededRandom): readonly Value[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, from.length) }, () => left.splice(random.below(left.length), 1)).flat();
}

async function hire(
  province: Province,
  office: Office,
  { pace, offline, at }: Readonly<{ pace: number; offline: number; at: Instant }>,
): Promise<Worker> {
  const id = demoUserId(`simulated ${office.id}`);
  const name = `${office.shortName}经办人`;
  const person = { id, name, office: office.id, roles };
  await addUsers(province.store.db, [{ ...person, username: `sim-${office.id}`, passwordHash: "nobody signs in" }]);
  const terminal = new Terminal(demoUuid(`simulated terminal ${office.id}`), person, at);
  await terminal.register(province, at);
  return { office, terminal, pace, offline };
}
