import { firstValueFrom } from "rxjs";

import type { OrderView, QueuedStep } from "../../../src-renderer/data/desk-api.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { DeskProcess } from "../desk/desk-process.ts";
import type { Machine } from "../desk/machine.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";
import { copyOf } from "./at-rest.ts";
import { isSame } from "./is-same.ts";

export type Looking = Readonly<{ world: World; database: MemoryDatabase }>;

/** So many of the steps that were received last are looked for, and at rest so many orders. */
const stepsLooked = 3;
const ordersLooked = 6;

/**
 * Somebody looks whether what the province has received of this desk is on the screen: from the receipt on, whether the
 * copy shows its effect by then or not (docs/spec/simulator.md, invariant 13).
 */
export async function lookForReceived({ world, database }: Looking, { name, desk }: DeskProcess): Promise<void> {
  if (desk === null) return;
  const queue = await firstValueFrom(desk.queue$);
  for (const { step } of queue.filter(isReceived).slice(-stepsLooked)) {
    const view = await firstValueFrom(desk.order$(step.orderId));
    const committed = database.committed("work_orders", step.orderId, null) as WorkOrder | null;
    const hasEffect = committed?.timeline.some(({ id }) => id === step.id) === true;
    if (view === null || !hasEffect) continue;
    if (isShown(view, step.id)) world.count("received step on the screen");
    else world.violate(13, `${step.id} was received and is not on the screen of ${name}`);
  }
}

/** What was parked, and given up before the province judged it after all, is seen once the copy shows it. */
function isReceived({ stage, receipt }: QueuedStep): boolean {
  return stage === "received" && receipt?.verdict !== "parked" && receipt?.verdict !== "rejected";
}

function isShown({ order, queued }: OrderView, step: string): boolean {
  return order.timeline.some(({ id }) => id === step) || queued.some((one) => one.step.id === step);
}

/** With nothing waiting the screen shows the copy, and says of no step that it is on its way (invariant 12). */
export async function compareScreen({ world }: Looking, { name, desk, machine }: DeskProcess): Promise<void> {
  for (const id of [...copyOf(machine).keys()].toSorted().slice(-ordersLooked)) {
    const view = (await (desk && firstValueFrom(desk.order$(orderId(id))))) ?? null;
    const copy = copyOf(machine).get(id);
    if (copy === undefined) continue;
    if (view === null || !isSame(view.order, copy)) world.violate(12, `${name} does not show its copy of ${id}`);
    const waiting = view?.queued.find(({ receipt, stage }) => receipt === null || stage === "received");
    if (waiting) world.violate(12, `${name} says at rest that ${waiting.step.id} is on its way`);
    world.count("screen compared with the copy");
  }
}

export type Screens = Readonly<{ machines: readonly Machine[]; running: (machine: Machine) => DeskProcess | null }>;

/** Has all desks that run show what they have, and waits for it. */
export async function compareScreens(
  looking: Looking,
  { machines, running }: Screens,
  play: (ms: number) => Promise<void>,
): Promise<void> {
  const { world } = looking;
  const open = new Set(machines.flatMap((machine) => running(machine) ?? []));
  for (const process of open) {
    world.afterFor(process, 1, () => {
      compareScreen(looking, process).then(
        () => void open.delete(process),
        (fault: unknown) => world.violate(0, `a screen threw: ${String(fault)}`),
      );
    });
  }
  // A program that is updated at this moment draws no more.
  const undrawn = () => [...open].flatMap(({ name, isDead }) => (isDead ? [] : [name]));
  for (let tries = 0; undrawn().length > 0 && tries < 20 && world.violation() === null; tries += 1) await play(15_000);
  if (undrawn().length > 0) world.violate(0, `${undrawn().join()} never drew its orders`);
}
