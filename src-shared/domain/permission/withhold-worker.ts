import type { OfficeId } from "../../kernel/ids.ts";
import { handlingTurn } from "../assignment/custody.ts";
import type { CallbackFacts } from "../callback/callback.ts";
import type { Contact } from "../contact/contact.ts";
import type { Worker } from "../work-order/classification.ts";
import type { Amendment, OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

export function isConfidential(order: Pick<WorkOrder, "classification">): boolean {
  return order.classification.flags.includes("confidential");
}

/**
 * Whether an office may know who the worker of an order is: at a confidential one only the office that handles it, or
 * holds it before anybody does, and the hub. Whether the office sees the order at all is not asked here.
 * @see docs/spec/privacy.md PR-3
 */
export function mayKnowWorker(order: WorkOrder, office: OfficeId, hub: OfficeId): boolean {
  if (!isConfidential(order)) return true;
  return office === hub || office === (handlingTurn(order)?.office ?? order.holder);
}

/**
 * An order as an office gets it: whole where the office may know the worker, else without what says who the worker is,
 * in the document and in every step of its timeline, and without the files that others attached, for papers bear names.
 * What was typed as free text is not rewritten.
 * @see docs/spec/privacy.md PR-4, PR-5, PR-8 (source: docs/sources.md S4 arts 10, 32)
 */
export function orderFor(office: OfficeId, hub: OfficeId, order: WorkOrder): WorkOrder {
  return mayKnowWorker(order, office, hub) ? order : withoutWorker(order, office);
}

function withoutWorker(order: WorkOrder, office: OfficeId): WorkOrder {
  const own = new Set(order.timeline.flatMap((event) => (isAttached(event, office) ? [event.attachment.sha256] : [])));
  return {
    ...order,
    workerWithheld: true,
    worker: nobody(order.worker),
    contacts: order.contacts.map(withoutCaller),
    attachments: order.attachments.filter((file) => own.has(file.sha256)),
    callbacks: order.callbacks.map(withoutPerson),
    timeline: order.timeline.map(eventWithoutWorker),
  };
}

function isAttached(event: OrderEvent, office: OfficeId): event is Extract<OrderEvent, { type: "attached" }> {
  return event.type === "attached" && event.office === office;
}

/** What is counted of a worker stays: the kind, how many, woman or man, union member. */
function nobody(worker: Worker): Worker {
  return { ...worker, name: "", idNumber: "", phones: [], address: "", coClaimants: [] };
}

/** A contact that does not say who called. */
export function withoutCaller(contact: Contact): Contact {
  return { ...contact, caller: "", callerNumber: "" };
}

function withoutPerson<T extends CallbackFacts>(callback: T): T {
  return { ...callback, person: "" };
}

/** A step of an order without what says who the worker is; one that says nothing of it stays as it is. */
export function eventWithoutWorker(event: OrderEvent): OrderEvent {
  if (event.type === "registered") {
    const { worker, contact } = event.intake;
    return { ...event, intake: { ...event.intake, worker: nobody(worker), contact: withoutCaller(contact) } };
  }
  if (event.type === "amended") return { ...event, amendment: amendmentWithoutWorker(event.amendment) };
  if (event.type === "contacts-joined") return { ...event, contacts: event.contacts.map(withoutCaller) };
  return event.type === "called-back" ? { ...event, callback: withoutPerson(event.callback) } : event;
}

function amendmentWithoutWorker(amendment: Amendment): Amendment {
  return amendment.worker ? { ...amendment, worker: nobody(amendment.worker) } : amendment;
}
