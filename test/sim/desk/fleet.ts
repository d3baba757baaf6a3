import type { AuditResult } from "../../../src-renderer/data/audit-result.ts";
import { deviceId } from "../../../src-shared/kernel/ids.ts";
import { shippedRules, hub } from "../../support/orders.ts";
import type { Oracle } from "../checks/oracle.ts";
import { lookForReceived } from "../checks/watch-screens.ts";
import { goodLine, type Network } from "../network/network.ts";
import { accountOf, places } from "../people/accounts.ts";
import { doSomething } from "../people/person.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import { keyFromSeed } from "../world/virtual-subtle.ts";
import type { World } from "../world/world.ts";
import { keepBrowser } from "./browser-database.ts";
import { newDeskProcess, signIn, startDesk, type DeskProcess } from "./desk-process.ts";
import { newMachine, type Machine } from "./machine.ts";

/** `meanwhile` is what happens to the machine's disk while the program is down. */
export type Killing = Readonly<{ power: boolean; downMs: number; meanwhile?: () => void }>;

/** The machines of the offices and the desk programs on them. */
export type Fleet = Readonly<{
  machines: readonly Machine[];
  startAll: () => void;
  /** The program that runs on a machine; null while it is off. */
  running: (machine: Machine) => DeskProcess | null;
  /** Kills the program; with `power` the machine too, and what was not on its disk is gone. Back after `downMs`. */
  kill: (machine: Machine, how: Killing) => void;
  /** Makes all lines and disks good and starts what is off. */
  heal: () => void;
  stopAll: () => void;
}>;

export type FleetParts = Readonly<{ world: World; database: MemoryDatabase; network: Network; oracle: Oracle }>;

export function createFleet(parts: FleetParts): Fleet {
  const { world } = parts;
  const count = world.random.between(2, places.length);
  const machines = places.slice(0, count).map((place, at) => machineOf(world, place, at));
  const processes = new Map<Machine, DeskProcess>();
  const lives = new Map<Machine, number>();
  const start = (machine: Machine): void => {
    if (processes.has(machine)) return;
    const life = (lives.get(machine) ?? 0) + 1;
    lives.set(machine, life);
    const process = newDeskProcess(machine, life);
    processes.set(machine, process);
    world.afterFor(process, 1, () => run(parts, process, () => kill(machine, { power: false, downMs: 5_000 })));
  };
  const kill: Fleet["kill"] = (machine, { power, downMs, meanwhile }) => {
    const process = processes.get(machine);
    if (!process) return;
    world.note(`${process.name} ${power ? "loses power" : "is killed"}`);
    world.count(power ? "machine lost power" : "desk killed");
    process.isDead = true;
    processes.delete(machine);
    machine.disk.crash();
    if (power) losePower(world, machine);
    meanwhile?.();
    world.afterFor(null, downMs, () => start(machine));
  };
  return {
    machines,
    running: (machine) => processes.get(machine) ?? null,
    startAll: () => machines.forEach(start),
    kill,
    heal: () => {
      for (const machine of machines) {
        Object.assign(machine.line, goodLine());
        machine.disk.isFull = false;
        machine.browser.faults.isFull = false;
        const process = processes.get(machine);
        if (process) process.sleepsUntil = 0;
        start(machine);
      }
    },
    stopAll: () => processes.forEach((process) => void (process.isDead = true)),
  };
}

function losePower(world: World, machine: Machine): void {
  machine.disk.losePower();
  machine.browser.losePower();
  machine.mayLack = true;
  machine.lostPower = true;
  machine.clock.boot += 1;
  machine.clock.bootedAt = world.now();
}

function machineOf(world: World, place: (typeof places)[number], at: number): Machine {
  const { office } = place;
  const { id: userId, username, name, roles } = accountOf(place);
  const officeName = shippedRules.offices.find(office)?.name ?? "";
  const profile = { userId, username, name, office, officeName, roles: [...roles], hub };
  const id = deviceId(`00000000-0000-7000-9000-${String(at).padStart(12, "0")}`);
  const seed = new Uint8Array(32).fill(at + 1);
  const machine = newMachine(username, { username, userId, profile, device: { id, ...keyFromSeed(seed) } });
  keepBrowser(userId, machine.browser);
  Object.assign(machine.line, { typicalMs: world.random.between(5, 400) });
  return machine;
}

/** Opens the desk and works at it; what could not be opened is tried again as a person would. */
function run(parts: FleetParts, process: DeskProcess, giveUp: () => void): void {
  const { world, network } = parts;
  startDesk(process, network).then(
    () => {
      work(parts, process);
      watchSession(world, process);
    },
    (fault: unknown) => {
      world.note(`${process.name} did not open: ${String(fault)}`);
      world.count("desk did not open");
      giveUp();
    },
  );
}

/** Somebody works there, as long as things are rough: afterwards all hands rest. */
function work(parts: FleetParts, process: DeskProcess): void {
  const { world, oracle } = parts;
  const once = async (): Promise<void> => {
    await lookForReceived(parts, process);
    await doSomething(process, oracle);
  };
  world.afterFor(process, 1 + world.random.delay(60_000), () => {
    if (!world.rough.isOn) return;
    once().then(
      () => work(parts, process),
      (fault: unknown) => {
        world.violate(0, `the desk threw: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
      },
    );
  });
}

/** Somebody sees that the session is over and signs in again, or that a comparison has found something. */
function watchSession(world: World, process: DeskProcess): void {
  const { machine } = process;
  let seen: number | null | undefined;
  const { desk } = process;
  desk?.sync$.subscribe(({ trouble, audit, unsent, uploads }) => {
    if (process.isDead) return;
    machine.profile = desk.profile;
    machine.waiting = unsent;
    machine.uploads = uploads.filter(({ stage }) => stage !== "stuck").length;
    const at = audit?.at ?? null;
    if (seen !== undefined && audit !== null && at !== seen) watchAudit(world, process, audit);
    seen = at;
    if (trouble === "signed-out") world.afterFor(process, 20_000, () => void signIn(process));
  });
}

/** Nothing but lost power may leave a copy that thinks itself up to date unlike the province, and that only once. */
function watchAudit(world: World, { name, machine }: DeskProcess, { fetched, removed, left }: AuditResult): void {
  const mended = fetched + removed + left;
  if (mended > 0 && machine.mayLack) world.count("copy mended after lost power");
  else if (mended > 0) world.violate(10, `${name} found ${mended} orders unlike the province's`);
  machine.mayLack = false;
}
