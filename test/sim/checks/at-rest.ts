import { orderIn } from "../../../src-renderer/data/mirror-rows.ts";
import type { LogRow } from "../../../src-server/store/action-store.ts";
import type { OrderOpening } from "../../../src-server/store/opening-store.ts";
import { readLedger } from "../../../src-renderer/data/outbox.ts";
import { isGivenUp, unsentEntries, type Ledger } from "../../../src-renderer/data/ledger.ts";
import { isAdministrator } from "../../../src-shared/domain/permission/role.ts";
import { orderFor } from "../../../src-shared/domain/permission/withhold-worker.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import type { Opening } from "../../../src-shared/domain/work-order/order-opening.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { readFrames } from "../../../src-shared/sync/journal-frame.ts";
import { unpackLines } from "../../../src-shared/sync/journal-group.ts";
import { officeId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import { hub } from "../../support/orders.ts";
import type { Doc } from "../desk/browser-database.ts";
import type { Machine } from "../desk/machine.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import { isPushingOnly } from "../versions/builds.ts";
import { orderHeardBy } from "../versions/hearing.ts";
import type { World } from "../world/world.ts";
import { checkFiles, checkLeft, unsoughtFile, untoldFile } from "./check-files.ts";
import { checkParked } from "./check-parked.ts";
import { isSame } from "./is-same.ts";
import { maySee } from "./may-see.ts";
import type { Oracle, Promised } from "./oracle.ts";
import { rowsOf } from "./rows-of.ts";

/** All that has to agree once the line is good and nobody does anything. */
export type Whole = Readonly<{
  world: World;
  database: MemoryDatabase;
  machines: readonly Machine[];
  oracle: Oracle;
}>;

/** What the journal of a machine says, read from the bytes on its disk. */
export function journalOf(machine: Machine): Ledger {
  const bytes = machine.disk.bytesOf("journal/journal") ?? new Uint8Array();
  return readLedger(readFrames(bytes).payloads.flatMap(unpackLines));
}

/** The documents of the orders that a machine's copy holds. */
function docsOf(machine: Machine): readonly Doc[] {
  return copiesOf(machine).flatMap((copy) => [...(copy.get("orders")?.values() ?? [])]);
}

/** The collections of a machine's copy. */
function copiesOf({ browser }: Machine): readonly ReadonlyMap<string, ReadonlyMap<string, Doc>>[] {
  const mirrors = browser.names().filter((name) => name.startsWith("mirror"));
  return mirrors.map((name) => browser.contents(name));
}

function versionsOf(machine: Machine): ReadonlyMap<string, number> {
  return new Map(docsOf(machine).map((doc) => [String(doc["id"]), Number(doc["version"])]));
}

/** The orders that a machine's copy holds. */
export function copyOf(machine: Machine): ReadonlyMap<string, WorkOrder> {
  return new Map(
    docsOf(machine).flatMap((doc) => {
      const order = orderIn(String(doc["body"]));
      return order === undefined ? [] : [[String(doc["id"]), order] as const];
    }),
  );
}

/** Who has opened an order, as it is committed, oldest first. */
function openingsOf({ database }: Whole, id: string): readonly Opening[] {
  return rowsOf<OrderOpening>(database, "openings")
    .filter(({ orderId }) => orderId === id)
    .map(({ office, version, at }) => ({ office, version, at }))
    .toSorted((one, other) => one.at - other.at || (one.office < other.office ? -1 : 1) || one.version - other.version);
}

function withMarks(order: WorkOrder, openings: readonly Opening[]): WorkOrder {
  return openings.length > 0 ? { ...order, openings } : order;
}

type AccountNow = Readonly<{ office: OfficeId; roles: readonly string[]; seesOrders: boolean }>;

/** The account of a machine as the province knows it now. */
function accountNow({ database }: Whole, { account }: Machine): AccountNow {
  const row = database.committed("users", account.userId, null) as { officeId: string; roles: string[] } | null;
  const roles = row?.roles ?? [];
  return { office: officeId(row?.officeId ?? ""), roles, seesOrders: roles.some((role) => !isAdministrator(role)) };
}

/** Whether the desk of a machine takes itself for another office's, or for somebody of other roles. */
function isMistaken(whole: Whole, machine: Machine): boolean {
  const { office, roles } = accountNow(whole, machine);
  const own = machine.profile;
  return own.office !== office || own.roles.toSorted().join() !== roles.toSorted().join();
}

/** What a machine's account may see, looked up in the orders themselves. */
function visibleTo(whole: Whole, machine: Machine): ReadonlyMap<string, WorkOrder> {
  const { office, seesOrders } = accountNow(whole, machine);
  const orders = seesOrders ? rowsOf<WorkOrder>(whole.database, "work_orders") : [];
  return new Map(orders.filter((order) => maySee(order, office)).map((order) => [String(order.id), order]));
}

/** The epoch of a machine's cursor. */
function epochOf({ browser }: Machine): string | null {
  const mirror = browser.names().find((name) => name.startsWith("mirror")) ?? "";
  const cursor = browser.contents(mirror).get("facts")?.get("cursor")?.["value"];
  return typeof cursor === "string" ? (JSON.parse(cursor) as Readonly<{ epoch: string }>).epoch : null;
}

function epochNow({ database }: Whole): string | null {
  return (database.committed("meta", "epoch", null) as { value: string } | null)?.value ?? null;
}

function unheardBy(whole: Whole, machine: Machine): string | null {
  if (epochOf(machine) !== epochNow(whole)) return "the province's epoch";
  if (machine.mayLack) return "what its copy may lack since it lost power";
  return isMistaken(whole, machine) ? "its account's office and roles" : null;
}

/** Why a machine has not come to rest; null when it has: nothing waits, and its copy is the province's. */
export function unrest(whole: Whole, machine: Machine): string | null {
  // What a restored province has lost of files that had arrived such a desk hears when it is updated.
  if (isPushingOnly(machine.build)) return waiting(machine);
  const unheardOf = unheardBy(whole, machine);
  if (unheardOf !== null) return `${machine.name} has not heard of ${unheardOf}`;
  const [copy, visible] = [versionsOf(machine), visibleTo(whole, machine)];
  for (const [id, order] of visible) {
    const version = copy.get(id) ?? 0;
    if (version !== order.version) return `${machine.name} has version ${version} of ${id}, not ${order.version}`;
  }
  const unheard = [...copyOf(machine)].find(([id, order]) => !isSame(order.openings ?? [], openingsOf(whole, id)));
  if (!machine.lostPower && unheard !== undefined) return `${machine.name} has not heard who opened ${unheard[0]}`;
  const stranger = [...copy.keys()].find((id) => !visible.has(id));
  if (stranger !== undefined) return `${machine.name} still has ${stranger}`;
  return waiting(machine) ?? untidy(whole, machine, visible);
}

/** What is not yet said of a file, or of which this desk has yet to be rid. */
function untidy(whole: Whole, machine: Machine, visible: ReadonlyMap<string, WorkOrder>): string | null {
  return untoldFile(whole, machine) ?? unsoughtFile(machine, visible);
}

/** What still has to go up. */
function waiting(machine: Machine): string | null {
  const unsent = Math.max(unsentEntries(journalOf(machine)).length, machine.waiting);
  if (unsent > 0) return `${unsent} steps wait on ${machine.name}`;
  return machine.uploads > 0 ? `${machine.uploads} files wait on ${machine.name}` : null;
}

/** Compares everything once all is at rest. */
export function checkAtRest(whole: Whole): void {
  const { world, machines } = whole;
  for (const machine of machines) {
    const [copy, visible] = [copyOf(machine), visibleTo(whole, machine)];
    const { office } = accountNow(whole, machine);
    if (!isPushingOnly(machine.build)) checkLeft(whole, machine, visible);
    for (const [id, order] of visible) {
      const here = copy.get(id);
      const known = machine.lostPower
        ? withMarks(order, here?.openings ?? [])
        : withMarks(order, openingsOf(whole, id));
      if (!isSame(here, orderHeardBy(machine.build, orderFor(office, hub, known)))) {
        world.violate(10, `the copy of ${id} on ${machine.name} differs from the province's`);
      }
    }
  }
  checkLengths(whole);
  checkVerdicts(whole);
  checkParked(whole);
  checkFiles(whole);
  checkOrders(whole);
}

/** The lengths of lists that a copy keeps are those of its lists; the power may have taken lines that they count. */
function checkLengths({ world, machines }: Whole): void {
  for (const machine of machines.filter(({ lostPower }) => !lostPower)) {
    for (const copy of copiesOf(machine)) {
      const told = Object.entries(keptLengths(copy));
      if (told.length > 0) world.count("lengths of lists compared");
      const counted = Map.groupBy(copy.get("lines")?.values() ?? [], (line) => String(line["list"]));
      const wrong = told.find(([list, length]) => length !== (counted.get(list)?.length ?? 0));
      if (wrong) world.violate(12, `${machine.name} says that ${wrong[0]} is of ${wrong[1]}, which is not so`);
    }
  }
}

function keptLengths(copy: ReadonlyMap<string, ReadonlyMap<string, Doc>>): Readonly<Record<string, number>> {
  const kept = copy.get("facts")?.get("tally")?.["value"];
  return typeof kept === "string" && kept !== "" ? (JSON.parse(kept) as Readonly<Record<string, number>>) : {};
}

/** Every promised step has one verdict that counts, what it said is in the log, and causes come before effects. */
function checkVerdicts({ world, database, oracle, machines }: Whole): void {
  const byId = Map.groupBy(rowsOf<LogRow>(database, "actions"), (row) => row.id);
  const last = new Map<string, LogRow>();
  const givenUp = new Set(
    machines.flatMap((machine) =>
      [...journalOf(machine).entries.values()].filter(isGivenUp).map(({ step }) => step.id),
    ),
  );
  for (const step of oracle.promised()) {
    const rows = byId.get(step.id) ?? [];
    // A restore took back that it was refused; its author has dealt with it, and nobody offers it again.
    if (rows.length === 0 && givenUp.has(step.id)) {
      world.count("given up and not offered again");
      continue;
    }
    checkVerdict(world, step, rows);
    const place = `${step.device} ${step.order}`;
    const [row, before] = [rows[0], last.get(place)];
    if (row && before && row.deviceId === before.deviceId && row.seq < before.seq) {
      world.violate(4, `${before.id} was made before ${step.id} on ${step.order} and came after it`);
    }
    if (row) last.set(place, row);
  }
}

function checkVerdict(world: World, { id, said }: Promised, rows: readonly LogRow[]): void {
  if (rows.length === 0) return world.violate(1, `${id} was saved and has no verdict`);
  if (rows.filter((row) => row.verdict === "applied").length > 1) world.violate(2, `${id} was applied twice`);
  const log = rows[0]?.envelope ?? "";
  const isKept = said === null || said.type === "register" || log.includes(canonicalJson(said.payload));
  if (!isKept) world.violate(5, `what ${id} said is not in the log`);
}

function checkOrders({ world, database }: Whole): void {
  const log = rowsOf<LogRow>(database, "actions").filter((row) => row.verdict === "applied");
  const byOrder = Map.groupBy(log, (row) => row.orderId);
  for (const order of rowsOf<WorkOrder>(database, "work_orders")) {
    const rows = (byOrder.get(order.id) ?? []).toSorted((one, other) => one.number - other.number);
    const replayed = replay(rows.flatMap((row) => row.event ?? []));
    if (!isSame(replayed, order)) {
      world.violate(6, `${order.id} is not what the log adds up to`);
    }
  }
}
