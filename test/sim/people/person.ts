import { firstValueFrom } from "rxjs";

import type { Intent } from "../../../src-shared/actions/action.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { contactId, orderId, type ActionId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { notes, wagesCase } from "../../support/order-steps.ts";
import { hub, Story } from "../../support/orders.ts";
import { stepOf } from "../../support/random-steps.ts";
import type { DeskProcess } from "../desk/desk-process.ts";
import type { Oracle } from "../checks/oracle.ts";
import { knowsKind } from "../versions/builds.ts";
import { theWorld } from "../world/world.ts";
import { attachFile } from "./attach-file.ts";

/** An order as the desk shows it, for steps that are made up from where a story stands. */
class Shown extends Story {
  constructor(order: WorkOrder) {
    super();
    this.order = order;
    this.at = theWorld().now();
  }

  /** Ids made from it must be new among all orders. */
  override get next(): number {
    return theWorld().random.between(1, 0x7fffffff);
  }
}

/** One thing that somebody at a desk does; what the desk has promised to keep is noted for the checks. */
export async function doSomething(process: DeskProcess, oracle: Oracle): Promise<void> {
  const { random } = theWorld();
  const orders = await ordersAt(process);
  if (orders.length === 0 || random.chance(0.12)) return registerOne(process, oracle);
  if (random.chance(0.06)) return settleOne(process, oracle);
  const own = orders.filter((order) => order.holder === process.machine.account.profile.office);
  const order = random.pick(own.length > 0 && random.chance(0.7) ? own : orders);
  process.desk?.opened(order.id);
  if (random.chance(0.05)) return attachFile(process, order.id);
  const intent = intentOn(order);
  if (intent !== null && knowsKind(process.machine.build, intent.type)) await submit(process, oracle, intent);
}

async function submit(process: DeskProcess, oracle: Oracle, intent: Intent): Promise<void> {
  const world = theWorld();
  const madeAt = world.now();
  const said = await process.desk?.submit(intent);
  world.count(`submit ${said?.ok === true ? "saved" : (said?.refusal ?? "closed")}`);
  if (said?.ok !== true) return;
  oracle.saved({ machine: process.machine, id: said.actionId, order: said.orderId, intent, madeAt });
  world.note(`${process.name} saved ${intent.type} ${said.actionId}`);
  if (world.random.chance(0.03)) await takeBack(process, oracle, said.actionId);
}

async function takeBack({ desk }: DeskProcess, oracle: Oracle, id: ActionId): Promise<void> {
  oracle.withdrawing(id);
  if ((await desk?.withdraw(id)) === "done") oracle.withdrawn(id);
  else oracle.keptAfterAll(id);
}

async function registerOne({ desk, ...process }: DeskProcess, oracle: Oracle): Promise<void> {
  if (desk === null) return;
  const world = theWorld();
  const { provisionalNumber, ...order } = aCase(desk.newId());
  const madeAt = world.now();
  const said = await desk.register(order);
  world.count(`register ${said.ok ? "saved" : said.refusal}`);
  if (!said.ok) return;
  const intent: Intent = { type: "register", orderId: said.orderId, payload: { ...order, provisionalNumber } };
  oracle.saved({ machine: process.machine, id: said.actionId, order: said.orderId, intent, madeAt });
  world.note(`${process.name} registered ${said.orderId}`);
}

/** Somebody's wages, now and then to be kept confidential. */
function aCase(contact: string): typeof wagesCase {
  const flags: "confidential"[] = theWorld().random.chance(0.2) ? ["confidential"] : [];
  return {
    ...wagesCase,
    classification: { ...wagesCase.classification, flags },
    contact: { ...wagesCase.contact, id: contactId(contact) },
  };
}

/** A refused step is sent again or set aside. */
async function settleOne(process: DeskProcess, oracle: Oracle): Promise<void> {
  const { random } = theWorld();
  const { desk } = process;
  if (desk === null) return;
  const refused = (await firstValueFrom(desk.queue$)).filter((one) => one.stage === "refused");
  if (refused.length === 0) return;
  const { id } = random.pick(refused).step;
  const madeAt = theWorld().now();
  const isAgain = random.chance(0.5);
  const said = isAgain ? await desk.sendAgain(id) : await desk.setAside(id, "另行处理");
  if (said.ok && said.actionId !== id) {
    oracle.saved({ machine: process.machine, id: said.actionId, order: said.orderId, intent: null, madeAt });
  }
}

/** The orders on a desk, its own unsent ones included. */
async function ordersAt({ desk, machine }: DeskProcess): Promise<readonly WorkOrder[]> {
  if (desk === null) return [];
  const ids: OrderId[] = [];
  for (const name of machine.browser.names()) {
    ids.push(...[...(machine.browser.contents(name).get("orders")?.keys() ?? [])].map(orderId));
  }
  const orders: WorkOrder[] = [];
  const { random } = theWorld();
  const popular = ids.toSorted().slice(0, 3);
  for (let draw = 0; draw < 5 && ids.length > 0; draw += 1) {
    // Some orders are on everybody's mind.
    const id = random.pick(random.chance(0.6) ? popular : ids);
    const view = await firstValueFrom(desk.order$(id));
    if (view) orders.push(view.order);
  }
  return orders;
}

function intentOn(order: WorkOrder): Intent | null {
  const { random } = theWorld();
  const story = new Shown(order);
  const dice = {
    kind: random.between(0, 1000),
    by: random.between(0, 1000),
    other: random.between(0, 1000),
    flag: random.chance(0.5),
    hours: random.between(0, 12),
  };
  // In a state that their desk does not know people are offered nothing but to write something down.
  const step = orderStates.includes(order.state) ? stepOf(story, dice) : notes(hub);
  const { type, payload } = step(story);
  return { type, orderId: order.id, payload } as Intent;
}
