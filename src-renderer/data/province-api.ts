import { Type } from "typebox";

import { openingsAnswerSchema, type OpeningMark, type OpeningsAnswer } from "../../src-shared/protocol/openings.ts";
import { profileSchema, type Profile } from "../../src-shared/protocol/session.ts";
import { referenceSchema, type Reference } from "../../src-shared/protocol/reference.ts";
import {
  auditAnswerSchema,
  bootstrapAnswerSchema,
  ordersAnswerSchema,
  protocolVersion,
  pullAnswerSchema,
  pushAnswerSchema,
} from "../../src-shared/protocol/sync.ts";
import type {
  AuditAnswer,
  AuditRequest,
  BootstrapAnswer,
  Cursor,
  OrdersAnswer,
  PullAnswer,
  PushAnswer,
} from "../../src-shared/protocol/sync.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { orderShape } from "../../src-shared/domain/work-order/order-shape.ts";
import type { DeviceId, OrderId } from "../../src-shared/kernel/ids.ts";
import type { Fault } from "../../src-shared/sync/engine-state.ts";
import { apiPath } from "./api-path.ts";
import type { HttpAnswer, HttpFault } from "./http.ts";
import type { Session } from "./session.ts";

/** How orders may travel: told by their events where the province can, or whole; told when nothing is said. */
export type OrderForm = "told" | "whole";

/** What the desk asks of the province once somebody is signed in. */
export type ProvinceApi = Readonly<{
  push: (epoch: string | null, actions: readonly ActionEnvelope[]) => Promise<HttpAnswer<PushAnswer>>;
  /** `limit`: how many orders a page carries at most. */
  pull: (cursor: Cursor, limit: number, form?: OrderForm) => Promise<HttpAnswer<PullAnswer>>;
  bootstrap: (after: string | null, limit: number, form?: OrderForm) => Promise<HttpAnswer<BootstrapAnswer>>;
  audit: (asked: Pick<AuditRequest, "cursor" | "detail" | "of">) => Promise<HttpAnswer<AuditAnswer>>;
  orders: (ids: readonly OrderId[]) => Promise<HttpAnswer<OrdersAnswer>>;
  openings: (openings: readonly OpeningMark[]) => Promise<HttpAnswer<OpeningsAnswer>>;
  reference: () => Promise<HttpAnswer<Reference>>;
  /** The reference where it is another than the version that is here, else null: it is the largest thing of a morning. */
  newerReference: (version: string) => Promise<HttpAnswer<Reference | null>>;
  profile: () => Promise<HttpAnswer<Profile>>;
}>;

/** Orders that are asked for by their ids at once. */
export const pageSize = 200;

const referenceAsk = { method: "GET", path: apiPath.reference } as const;
const newerReferenceSchema = Type.Union([referenceSchema, Type.Null()]);

export function provinceApi(session: Session, deviceId: DeviceId): ProvinceApi {
  const post = (path: string, body: object) =>
    ({ method: "POST", path, body: { protocol: protocolVersion, deviceId, ...body } }) as const;
  const inForm = formChooser();
  const inSize = sizeChooser();
  return {
    push: (epoch, actions) => {
      const ask = post(apiPath.push, { epoch, actions });
      return inSize((gzip) => session.json({ ...ask, gzip }, pushAnswerSchema));
    },
    pull: (cursor, limit, form) =>
      inForm(form, (more) => session.json(post(apiPath.pull, { cursor, limit, ...more }), pullAnswerSchema)),
    bootstrap: (after, limit, form) =>
      inForm(form, (more) => session.json(post(apiPath.bootstrap, { after, limit, ...more }), bootstrapAnswerSchema)),
    audit: (asked) => session.json(post(apiPath.compare, asked), auditAnswerSchema),
    orders: (ids) => session.json(post(apiPath.orders, { ids }), ordersAnswerSchema),
    openings: (openings) => session.json(post(apiPath.openings, { openings }), openingsAnswerSchema),
    reference: () => session.json(referenceAsk, referenceSchema),
    newerReference: (unless) => session.json({ ...referenceAsk, unless }, newerReferenceSchema),
    profile: () => session.json({ method: "GET", path: apiPath.session }, profileSchema),
  };
}

type Asking<Value> = (more: Readonly<{ replays?: number }>) => Promise<HttpAnswer<Value>>;

/** Asks for orders told by their events, but of a province that turns out not to know of that. */
function formChooser(): <Value>(form: OrderForm | undefined, ask: Asking<Value>) => Promise<HttpAnswer<Value>> {
  let isOlder = false;
  return async (form = "told", ask) => {
    if (form === "whole" || isOlder) return ask({});
    const answer = await ask({ replays: orderShape });
    if (answer.ok || answer.fault.kind !== "problem" || answer.fault.name !== "bad-request") return answer;
    const whole = await ask({});
    isOlder = whole.ok;
    return whole;
  };
}

/** Sends compressed, and plain from then on where something on the way spoils what is compressed. */
function sizeChooser(): <Value>(ask: (gzip: boolean) => Promise<HttpAnswer<Value>>) => Promise<HttpAnswer<Value>> {
  let isSpoilt = false;
  return async (ask) => {
    const answer = await ask(!isSpoilt);
    if (isSpoilt || answer.ok || answer.fault.kind !== "problem" || answer.fault.name !== "bad-request") return answer;
    const plain = await ask(false);
    isSpoilt = plain.ok;
    return plain;
  };
}

const waits: ReadonlySet<string> = new Set(["busy", "too-many-requests", "too-many-attempts"]);
const defaultWaitMs = 2_000;

/** A fault of the line in the engine's words. */
export function engineFault(fault: HttpFault): Fault {
  if (fault.kind !== "problem") return { kind: fault.kind };
  if (waits.has(fault.name)) return { kind: "busy", retryAfterMs: fault.retryAfterMs ?? defaultWaitMs };
  return { kind: "problem", name: fault.name };
}
