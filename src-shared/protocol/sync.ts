import { Type, type Static } from "typebox";

import type { ClockGrade } from "../domain/work-order/order-event.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { actionIdSchema, deviceIdSchema, orderIdSchema } from "../kernel/ids.ts";
import { actionEnvelopeSchema } from "./action-envelope.ts";
import { openingSchema, toldSchema } from "./told-orders.ts";

/** The protocol this code speaks; the province also understands the two before it. */
export const protocolVersion = 1;

/** The most actions that one push carries to any province; 128 KB of JSON is the other limit. */
export const maxPushActions = 50;
export const maxPushBytes = 128 * 1024;

/** What a push may carry to a province that says so in its answers: for a quick line and a long queue. */
export const widestPush = { actions: 500, bytes: 512 * 1024 } as const;

const versions = Type.Record(Type.String(), Type.Integer({ minimum: 0 }));

/** Where a client's mirror stands: one version per shard (= county), and of which scope and epoch. */
export const cursorSchema = Type.Object(
  { epoch: Type.String(), scopeHash: Type.String(), versions },
  { additionalProperties: false },
);
export type Cursor = Readonly<Static<typeof cursorSchema>>;

export const verdicts = ["applied", "merged", "rejected", "parked"] as const;
export type Verdict = (typeof verdicts)[number];

/** A verdict or grade in an answer: one that this version does not know must not keep the whole answer from being read. */
const heardVerdict = Type.Unsafe<Verdict>(Type.String({ minLength: 1, maxLength: 60 }));
const heardGrade = Type.Unsafe<ClockGrade>(Type.String({ minLength: 1, maxLength: 60 }));

/**
 * What became of one action. `code` is a problem name for rejected and parked ones. `orderVersion` is the version that
 * shows its effect. `number` counts the province's receipts; `hash` is SHA-256 of the action as received, in hex.
 */
export const receiptSchema = Type.Object({
  actionId: actionIdSchema,
  seq: Type.Integer({ minimum: 1 }),
  orderId: orderIdSchema,
  verdict: heardVerdict,
  code: Type.Union([Type.String(), Type.Null()]),
  orderVersion: Type.Union([Type.Integer(), Type.Null()]),
  orderNumber: Type.Union([Type.String(), Type.Null()]),
  number: Type.Integer(),
  receivedAt: Type.Integer(),
  effectiveAt: Type.Integer(),
  grade: heardGrade,
  hash: Type.String(),
});
export type Receipt = Readonly<Static<typeof receiptSchema>>;

/** Every sync answer carries these: the server's time and a signed token of it, evidence for later actions. */
const clockMembers = { serverTime: Type.Integer(), clockToken: Type.String() };

export const pushRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    epoch: Type.Union([Type.String(), Type.Null()]),
    deviceId: deviceIdSchema,
    actions: Type.Array(actionEnvelopeSchema, { minItems: 1, maxItems: widestPush.actions }),
  },
  { additionalProperties: false },
);
export type PushRequest = Readonly<Static<typeof pushRequestSchema>>;

/** The most that a province takes in one push; one that does not say takes 50 actions and 128 KB. */
const takesSchema = Type.Object({ actions: Type.Integer({ minimum: 1 }), bytes: Type.Integer({ minimum: 1 }) });

/**
 * `expected` is set when the batch began beyond the next seq: the client sends from there. `lastHash` then is the hash of
 * the device's last action here, onto which a client that has lost the next one seals the rest anew.
 */
export const pushAnswerSchema = Type.Object({
  epoch: Type.String(),
  receipts: Type.Array(receiptSchema),
  expected: Type.Union([Type.Integer(), Type.Null()]),
  lastHash: Type.Optional(Type.String()),
  takes: Type.Optional(takesSchema),
  ...clockMembers,
});
export type PushAnswer = Readonly<Static<typeof pushAnswerSchema>>;

/** An order as it travels. Only the members the store needs are checked on arrival; the rest is the province's word. */
const orderSchema = Type.Unsafe<WorkOrder>(
  Type.Object({
    id: orderIdSchema,
    version: Type.Integer({ minimum: 1 }),
    state: Type.String(),
    holder: Type.String(),
    timeline: Type.Array(Type.Unknown()),
    assignments: Type.Array(Type.Unknown()),
  }),
);

/**
 * `order` is null when it has left the scope (`gone`): the copy and its files are deleted, a stub stays. `movedTo` is the
 * office that holds it now, told only to a scope that once saw it. `openings` are the offices that have opened it, with
 * the version they saw (docs/spec/receipts.md); absent when nobody has.
 */
export const feedRowSchema = Type.Object({
  orderId: orderIdSchema,
  version: Type.Integer({ minimum: 0 }),
  gone: Type.Boolean(),
  order: Type.Union([orderSchema, Type.Null()]),
  movedTo: Type.Optional(Type.String()),
  openings: Type.Optional(Type.Array(openingSchema)),
});
export type FeedRow = Readonly<Static<typeof feedRowSchema>>;

/**
 * The shape of order (`orderShape`) to which the client replays events, when it does: orders may then be told by what
 * happened to them. A client whose copy and what it was told do not add up asks the same again without.
 */
const replays = Type.Optional(Type.Integer({ minimum: 1 }));

export const pullRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    deviceId: deviceIdSchema,
    cursor: cursorSchema,
    limit: Type.Integer({ minimum: 1, maximum: 500 }),
    replays,
  },
  { additionalProperties: false },
);
export type PullRequest = Readonly<Static<typeof pullRequestSchema>>;

/** `more` is explicit: a short page does not end the feed. Documents are to be stored before the cursor. */
export const pullAnswerSchema = Type.Object({
  rows: Type.Array(feedRowSchema),
  told: Type.Optional(toldSchema),
  cursor: cursorSchema,
  more: Type.Boolean(),
  referenceVersion: Type.String(),
  ...clockMembers,
});
export type PullAnswer = Readonly<Static<typeof pullAnswerSchema>>;

/** `after` is the opaque place the last page ended at, null for the first page. */
export const bootstrapRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    deviceId: deviceIdSchema,
    after: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    limit: Type.Integer({ minimum: 1, maximum: 500 }),
    replays,
  },
  { additionalProperties: false },
);
export type BootstrapRequest = Readonly<Static<typeof bootstrapRequestSchema>>;

/**
 * A page of all visible orders, open and newest first. `cursor` holds the heads as they were before this page was read:
 * the client keeps the FIRST page's cursor and tails from it. `total` orders and `bytes` (estimate) are for the screen.
 */
export const bootstrapAnswerSchema = Type.Object({
  rows: Type.Array(feedRowSchema),
  told: Type.Optional(toldSchema),
  cursor: cursorSchema,
  next: Type.Union([Type.String(), Type.Null()]),
  total: Type.Integer(),
  bytes: Type.Integer(),
  referenceVersion: Type.String(),
  ...clockMembers,
});
export type BootstrapAnswer = Readonly<Static<typeof bootstrapAnswerSchema>>;

/**
 * Asks what the scope adds up to (docs/spec/digest.md). `detail`: one digest of the whole, one for each of 256 parts, or
 * the ids and versions in the parts `of`. `cursor` is where the client's copy stands; null when it has none to compare.
 */
export const auditRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    deviceId: deviceIdSchema,
    cursor: Type.Union([cursorSchema, Type.Null()]),
    detail: Type.Enum(["whole", "parts", "orders"]),
    of: Type.Array(Type.Integer({ minimum: 0, maximum: 255 }), { maxItems: 256 }),
  },
  { additionalProperties: false },
);
export type AuditRequest = Readonly<Static<typeof auditRequestSchema>>;

const digestSchema = Type.Object({ count: Type.Integer(), xor: Type.String() });

/**
 * `current` says whether the client's cursor is at the heads: only then do the digests have to be equal. `digests` are of
 * the whole (one) or of the parts (256); `orders` are pairs of id and version.
 */
export const auditAnswerSchema = Type.Object({
  cursor: cursorSchema,
  current: Type.Boolean(),
  digests: Type.Array(digestSchema),
  orders: Type.Array(Type.Tuple([orderIdSchema, Type.Integer({ minimum: 0 })])),
  ...clockMembers,
});
export type AuditAnswer = Readonly<Static<typeof auditAnswerSchema>>;

/** Asks for single orders as they are now; what is not visible comes as gone. */
export const ordersRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    deviceId: deviceIdSchema,
    ids: Type.Array(orderIdSchema, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
);

/** `scope` is the `scopeHash` of who they are given to: they belong beside a cursor of that alone. Older provinces name none. */
export const ordersAnswerSchema = Type.Object({
  rows: Type.Array(feedRowSchema),
  scope: Type.Optional(Type.String()),
  ...clockMembers,
});
export type OrdersAnswer = Readonly<Static<typeof ordersAnswerSchema>>;

/** What the event stream carries: only the heads of the shards that moved. Truth comes by pull. */
export const headsEventSchema = Type.Object({ versions });
export type HeadsEvent = Readonly<Static<typeof headsEventSchema>>;

/** How often the event stream has a heartbeat, and the silence after which it counts as dead. */
export const streamHeartbeatMs = 20_000;
export const streamDeadAfterMs = 50_000;
