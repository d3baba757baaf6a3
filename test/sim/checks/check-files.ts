import type { LogRow } from "../../../src-server/store/action-store.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Machine } from "../desk/machine.ts";
import { hashOf, provinceDisk } from "../province/province-disk.ts";
import type { Whole } from "./at-rest.ts";
import { rowsOf } from "./rows-of.ts";

/** The verdicts of the steps that attached a file; none when no step did. */
function verdictsOn({ database }: Whole, order: string, hash: string): readonly string[] {
  const steps = rowsOf<LogRow>(database, "actions").filter((row) => row.type === "attach" && row.orderId === order);
  return steps.filter((row) => row.envelope.includes(hash)).map(({ verdict }) => verdict);
}

function isTold({ database }: Pick<Whole, "database">, order: string, hash: string): boolean {
  const now = database.committed("work_orders", order, null) as WorkOrder | null;
  return now?.attachments.some(({ sha256, stored }) => sha256 === hash && stored) === true;
}

/** Of the files that a desk said it has saved, one whose step was taken and of which its order does not say that it is there. */
export function untoldFile(whole: Whole, { name, files }: Machine): string | null {
  for (const [hash, { order }] of files) {
    if (!isTold(whole, order, hash) && verdictsOn(whole, order, hash).includes("applied"))
      return `${order} lacks ${hash} of ${name}`;
  }
  return null;
}

type Seen = ReadonlyMap<string, WorkOrder>;

/** Files that a machine attached, and whose order it may not see any more: they are to be gone from its disk. */
function leftOn({ files, blobs }: Machine, seen: Seen): readonly (readonly [hash: string, order: string])[] {
  const named = new Set([...seen.values()].flatMap(({ attachments }) => attachments.map(({ sha256 }) => sha256)));
  return [...files].flatMap(([hash, { order }]) =>
    blobs.has(hash) && !named.has(hash) && !seen.has(order) ? [[hash, order]] : [],
  );
}

/** Such a file of a desk whose copy says itself that it has yet to look for it (LS-65). */
export function unsoughtFile(machine: Machine, seen: Seen): string | null {
  const { browser, name } = machine;
  const mirror = browser.names().find((one) => one.startsWith("mirror")) ?? "";
  if (browser.contents(mirror).get("facts")?.get("files-swept")?.["value"] === "yes") return null;
  const [left] = leftOn(machine, seen);
  return left ? `${name} has not looked for ${left[0]} of ${left[1]}, which left` : null;
}

/** Files of orders that left, on a desk that says that it has none. */
export function checkLeft({ world }: Pick<Whole, "world">, machine: Machine, seen: Seen): void {
  for (const [hash, order] of leftOn(machine, seen)) {
    world.violate(14, `the file ${hash} of ${order}, which left, is still on ${machine.name}`);
  }
}

/** Every file of a step that was taken is in the province with each of its bytes; no file is another than its name says. */
export function checkFiles(whole: Whole): void {
  const { world, machines } = whole;
  const stored = provinceDisk().files;
  for (const [name, bytes] of stored) {
    if (hashOf(bytes) !== name) world.violate(19, `the file ${name} is not what its name says`);
  }
  for (const { name, files } of machines) {
    for (const [hash, { order, size }] of files) {
      const verdicts = verdictsOn(whole, order, hash);
      if (verdicts.length === 0) world.violate(1, `${name} attached ${hash} to ${order}, and no step says so`);
      if (!verdicts.includes("applied")) continue;
      world.count("file arrived");
      if (stored.get(hash)?.length !== size) world.violate(19, `the province lacks the bytes of ${hash}`);
    }
  }
}
