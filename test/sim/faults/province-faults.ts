import { changeUser } from "../../../src-server/store/user-store.ts";
import type { Store } from "../../../src-server/store/store.ts";
import { beginEpoch } from "../../../src-server/sync/begin-epoch.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import { hub, otherCounty } from "../../support/orders.ts";
import { newProcess } from "../province/server-process.ts";
import { memoryExecutor, statement, type Process } from "../store/executor.ts";
import type { Backup } from "../store/memory-database.ts";
import { table } from "../store/tables.ts";
import type { FaultParts } from "./plan-faults.ts";
import { repeatedly } from "./repeatedly.ts";

/** Draws what goes wrong in the province: killed servers, an older database, accounts that change, sessions that end. */
export function planProvinceFaults(parts: FaultParts): void {
  const { world, servers } = parts;
  const { random } = world;
  repeatedly(parts, 8 * minuteMs, () => {
    servers.kill(random.between(0, servers.count - 1), random.between(500, 60_000));
  });
  if (random.chance(0.35)) planRestore(parts);
  repeatedly(parts, 12 * minuteMs, () => cutEverything(parts));
  repeatedly(parts, 25 * minuteMs, () => endSessions(parts));
  repeatedly(parts, 25 * minuteMs, () => changeAccount(parts));
}

/** The database is put back as it was some minutes ago; then a new epoch begins (docs/operations/restore.md). */
function planRestore({ world, database, servers, forget }: FaultParts): void {
  const { random } = world;
  const backupAt = random.between(1, 8) * minuteMs;
  let backup: Backup | null = null;
  world.afterFor(null, backupAt, () => void (backup = database.backup()));
  world.afterFor(null, backupAt + random.between(1, 9) * minuteMs, () => {
    servers.whileDown(async (operator) => {
      if (backup === null) return;
      database.restore(backup);
      forget();
      await beginEpoch({ db: memoryExecutor(database, operator) } as Store);
      world.note("an older database was put back");
      world.count("restored from a backup");
    }, 60_000);
  });
}

/** The province is away for all at once, and then they all come at once with what they did meanwhile. */
function cutEverything({ world, fleet }: FaultParts): void {
  const ms = world.random.between(60_000, 300_000);
  world.count("everything cut");
  for (const { line } of fleet.machines) Object.assign(line, { upCutUntil: world.now() + ms });
  world.afterFor(null, ms + 1, () => {
    for (const machine of fleet.machines) {
      const process = fleet.running(machine);
      if (process) world.afterFor(process, 0, () => process.desk?.syncNow());
    }
  });
}

function asOperator({ world }: FaultParts, work: (operator: Process) => Promise<void>): void {
  const operator = newProcess("operator");
  world.afterFor(operator, 0, () => void work(operator));
}

/** Every session of the province is over: everybody has to sign in again. */
function endSessions(parts: FaultParts): void {
  const { world, database } = parts;
  world.count("sessions ended");
  asOperator(parts, (operator) =>
    statement(memoryExecutor(database, operator), (tx) => {
      for (const session of table.sessions.all(tx)) {
        table.sessions.put(tx, session.id, { ...session, endedAt: world.now(), endReason: "signed-out" });
      }
    }),
  );
}

/** Somebody is given other roles or another office, and some minutes later the old ones again. */
function changeAccount(parts: FaultParts): void {
  const { world, database, fleet } = parts;
  const { account } = world.random.pick(fleet.machines);
  const { userId, profile } = account;
  const other = profile.office === otherCounty ? hub : otherCounty;
  const change = world.random.pick([
    { roles: ["handler" as const] },
    { roles: ["system-administrator" as const] },
    { office: other },
  ]);
  world.count(`account changed: ${Object.keys(change).join()}`);
  asOperator(parts, (operator) => changeUser(memoryExecutor(database, operator), userId, change));
  world.afterFor(null, world.random.between(1, 12) * minuteMs, () => {
    const before = { office: profile.office, roles: [...roles] };
    asOperator(parts, (operator) => changeUser(memoryExecutor(database, operator), userId, before));
  });
}
