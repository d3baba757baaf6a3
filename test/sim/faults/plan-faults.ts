import type { Oracle } from "../checks/oracle.ts";
import type { Fleet } from "../desk/fleet.ts";
import type { ServerFarm } from "../province/servers.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";
import { planMachineFaults } from "./machine-faults.ts";
import { planProvinceFaults } from "./province-faults.ts";
import { planUpdates } from "./updates.ts";

export type FaultParts = Readonly<{
  world: World;
  database: MemoryDatabase;
  servers: ServerFarm;
  fleet: Fleet;
  oracle: Oracle;
  /** The checks forget what they saw: an older state was put back. */
  forget: () => void;
  until: number;
}>;

/** Draws what goes wrong in a run, and when. */
export function planFaults(parts: FaultParts): void {
  parts.fleet.machines.forEach((machine) => planMachineFaults(parts, machine));
  planProvinceFaults(parts);
  planUpdates(parts);
}
