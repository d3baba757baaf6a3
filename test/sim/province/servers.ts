import { publishOffices } from "../../../src-server/store/office-store.ts";
import { addUsers } from "../../../src-server/store/user-store.ts";
import { accountOf, places } from "../people/accounts.ts";
import type { Servers } from "../network/network.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import { keepBuild, newestBuild, type Build } from "../versions/builds.ts";
import type { World } from "../world/world.ts";
import type { Process } from "../store/executor.ts";
import { newProcess, startServer, type Machinery, type ServerProcess } from "./server-process.ts";
import { simLocks } from "./sim-locks.ts";

/** The server processes of the province, one or two on one database. */
export type ServerFarm = Servers &
  Readonly<{
    startAll: () => void;
    /** Kills a process in the middle of whatever it does; it comes back after `downMs`. */
    kill: (index: number, downMs: number) => void;
    /** The program that each process runs, or will when it starts; null where all are the product as it is. */
    builds: readonly (Build | null)[];
    /** Ends a process and has it come back as another program. */
    update: (index: number, build: Build, downMs: number) => void;
    /** Does something while no process runs, as one puts a backup back. */
    whileDown: (work: (operator: Process) => Promise<void>, downMs: number) => void;
    count: number;
    heal: () => void;
  }>;

export function createServers(world: World, database: MemoryDatabase): ServerFarm {
  const { random } = world;
  const drawn = random.between(1, 2);
  // Only where two processes stand beside each other are they of different age for a while.
  const count = world.versions?.chance(0.6) === true ? 2 : drawn;
  const running: (ServerProcess | null)[] = Array.from({ length: count }, () => null);
  const processes: (Process | null)[] = running.map(() => null);
  const builds: (Build | null)[] = running.map(() => (world.versions === null ? null : 3));
  let lives = 0;
  const statementMs = random.pick([1, 10, 40, 120]);
  let closedUntil = 0;
  const machinery: Machinery = {
    database,
    tell: (from, heads) => {
      for (const other of running) {
        if (other === null || other.process === from || (world.rough.isOn && random.chance(0.1))) continue;
        world.afterFor(other.process, 1 + random.delay(5), () => other.hear(heads));
      }
    },
    uploadLocks: simLocks(),
  };
  const start = (index: number): void => {
    if (processes[index] || world.now() < closedUntil) return;
    lives += 1;
    const process = newProcess(`server${index}#${lives}`, statementMs);
    processes[index] = process;
    keepBuild(process, builds[index] ?? null);
    world.afterFor(process, 1, () => {
      void startServer(machinery, process).then(async (server) => {
        await publishOffices(server.province.store.db, server.province.offices);
        await addUsers(server.province.store.db, places.map(accountOf));
        running[index] = server;
        world.note(`${process.name} is up`);
      });
    });
  };
  const kill = (index: number, downMs: number): void => {
    const process = processes[index];
    if (!process) return;
    world.note(`${process.name} is killed`);
    world.count("server killed");
    process.isDead = true;
    processes[index] = null;
    running[index] = null;
    database.abandon(process);
    world.afterFor(null, downMs, () => start(index));
  };
  const update = (index: number, build: Build, downMs: number): void => {
    builds[index] = build;
    world.note(`server${index} becomes build ${build}`);
    if (processes[index]) kill(index, downMs);
    else world.afterFor(null, downMs, () => start(index));
  };
  return {
    count,
    builds,
    update,
    pick: () => {
      const up = running.filter((one) => one !== null);
      return up.length === 0 ? null : random.pick(up);
    },
    startAll: () => running.forEach((_, index) => start(index)),
    kill,
    whileDown: (work, downMs) => {
      closedUntil = world.now() + downMs;
      running.forEach((_, index) => kill(index, downMs + 1));
      running.forEach((_, index) => world.afterFor(null, downMs + 1, () => start(index)));
      const operator = newProcess("operator");
      world.afterFor(operator, downMs / 2, () => void work(operator));
    },
    heal: () => {
      for (const [index, build] of builds.entries()) {
        if (build === null || build === newestBuild) start(index);
        else update(index, newestBuild, 1_000);
      }
    },
  };
}
