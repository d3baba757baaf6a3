import { randomUUID } from "node:crypto";
import { firstValueFrom } from "rxjs";

import { madeCall } from "../../scripts/demo/make-histories.ts";
import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { chosen, habits, type Moment } from "../../scripts/simulation/habits.ts";
import { demoClock } from "../../src-server/jobs/demo-clock.ts";
import type { DemoStep } from "../../src-server/jobs/demo-history.ts";
import { demoIntent } from "../../src-server/jobs/demo-intent.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { officeId, orderId } from "../../src-shared/kernel/ids.ts";
import type { Desk, OrderView, SubmitResult } from "../../src-renderer/data/desk-api.ts";
import { places } from "./cast.ts";
import { pngHead } from "../support/png-head.ts";

/** One thing that a person does at a desk: what it was, and what the desk said. Null when there was nothing to do. */
export type Done = Readonly<{ type: string; result: SubmitResult }>;

const shownOrders = 40;

/** Looks at the desk and does the next thing: mostly a step on an order, sometimes a new call, a note or a photo. */
export async function doNext(desk: Desk, random: SeededRandom): Promise<Done | null> {
  const isHub = desk.profile.office === desk.rules.offices.hub;
  if (isHub && random.below(4) === 0) return registerCall(desk, random);
  const view = await somethingToDo(desk, random);
  return view === null ? null : stepOn(desk, view, random);
}

async function somethingToDo(desk: Desk, random: SeededRandom): Promise<OrderView | null> {
  const { lines } = await firstValueFrom(desk.orders$({ list: "all", sort: "newest", limit: shownOrders }));
  return lines.length === 0 ? null : firstValueFrom(desk.order$(random.pick(lines).id));
}

async function stepOn(desk: Desk, view: OrderView, random: SeededRandom): Promise<Done | null> {
  const { order } = view;
  const types = view.offered.filter((offer) => offer.refusal === null).map((offer) => offer.type);
  if (types.includes("attach") && random.below(12) === 0) return attachPhoto(desk, order, random);
  if (types.includes("note") && random.below(3) === 0) return note(desk, order, random);
  const moment = momentOf(desk, order, random);
  const type = chosen(types, moment);
  if (type === null) return null;
  const payload = habits[type]?.payload(moment) ?? {};
  const intent = intentOf(desk, { by: "chaos", at: "-1min", type, payload }, order);
  return { type, result: await desk.submit(intent) };
}

async function registerCall(desk: Desk, random: SeededRandom): Promise<Done> {
  const place = random.pick(places);
  const step = madeCall(random, { hub: String(desk.profile.office), ...place }, "-1min");
  const intent = intentOf(desk, step, undefined);
  if (intent.type !== "register") throw new Error("a call is registered");
  const { provisionalNumber: _, ...order } = intent.payload;
  return { type: "register", result: await desk.register(order) };
}

async function note(desk: Desk, { id }: WorkOrder, random: SeededRandom): Promise<Done> {
  const text = `已联系职工，第${random.below(1_000_000)}次核实。`;
  const payload = { kind: "contact", text, contactedWorker: true } as const;
  return { type: "note", result: await desk.submit({ type: "note", orderId: id, payload }) };
}

async function attachPhoto(desk: Desk, { id }: WorkOrder, random: SeededRandom): Promise<Done | null> {
  const size = 500 + random.below(40_000);
  const bytes = Uint8Array.from([...pngHead, ...Array.from({ length: size }, () => random.below(256))]);
  const result = await desk.attach(id, new File([bytes], "照片.png"), "现场照片");
  if (!result.ok) return null;
  // What was saved is the step; its id is the newest one in the queue that names the file.
  const queue = await firstValueFrom(desk.queue$);
  const named = queue.findLast((one) => one.step.attachments.includes(result.attachment.sha256));
  return named ? { type: "attach", result: { ok: true, actionId: named.step.id, orderId: id } } : null;
}

function momentOf(desk: Desk, order: WorkOrder, random: SeededRandom): Moment {
  const { office } = desk.profile;
  const { hub, find } = desk.rules.offices;
  const isBelow = places.filter((place) => place.city === String(office));
  const place = random.pick(isBelow.length > 0 ? isBelow : places);
  const known = (id: string) => find(officeId(id))?.id ?? office;
  return {
    order,
    office,
    at: desk.now(),
    random,
    county: known(place.county),
    city: known(place.city),
    hub,
    twin: undefined,
    truth: new Map(),
  };
}

function intentOf(desk: Desk, step: DemoStep, order: WorkOrder | undefined): Intent {
  const at = desk.now();
  return demoIntent(step, {
    order,
    orderId: order?.id ?? orderId(randomUUID()),
    provisionalNumber: "临-0000-0001",
    office: desk.profile.office,
    at,
    clock: demoClock(desk.rules.calendar, at),
    newId: () => desk.newId(),
    orderNamed: (name) => orderId(name),
    fileNamed: () => {
      throw new Error("photos are attached by hand");
    },
  });
}
