import type { RxCollection, RxJsonSchema } from "rxdb";

import { orderShape } from "../../src-shared/domain/work-order/order-shape.ts";

/** Raised whenever a shape below changes. */
const linesShape = 10;

/** Names the mirror of this build; one of another shape, or with orders of another, is fetched again, not migrated. */
export const mirrorShape = orderShape * 100 + linesShape;

/**
 * What a list needs of an order: index fields in clear, and the line as text. `pass` counts first syncs: what a new one
 * did not bring has left the scope. `side` is 1 for an order on any side list; `sides` names them, apart by blanks.
 */
export type LineDoc = {
  id: string;
  list: string;
  side: number;
  sides: string;
  dueKey: number;
  newestKey: number;
  pass: number;
  version: number;
  line: string;
};

/**
 * One whole order as text, by its events where they say all of it: parsing it costs less than letting the database clone
 * and freeze its hundreds of members. `body` is one byte a letter (one-byte-text.ts); `pass` is its line's.
 */
export type OrderDoc = { id: string; version: number; pass: number; at: number; body: string };

/** A remembered hand-over without content, and single facts: the cursor, the first sync's place, whose mirror it is. */
export type FactDoc = { key: string; value: string };

export type MirrorCollections = {
  lines: RxCollection<LineDoc>;
  orders: RxCollection<OrderDoc>;
  stubs: RxCollection<FactDoc>;
  facts: RxCollection<FactDoc>;
};

const text = { type: "string" } as const;
const id = { type: "string", maxLength: 36 } as const;
const sortKey = { type: "number", minimum: 0, maximum: 900_000_000_000_000, multipleOf: 1 } as const;
const count = { type: "number", minimum: 0, maximum: 1_000_000_000, multipleOf: 1 } as const;

export const lineSchema: RxJsonSchema<LineDoc> = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id,
    list: { type: "string", maxLength: 20 },
    side: { type: "number", minimum: 0, maximum: 1, multipleOf: 1 },
    sides: text,
    dueKey: sortKey,
    newestKey: sortKey,
    pass: count,
    version: count,
    line: text,
  },
  required: ["id", "list", "side", "sides", "dueKey", "newestKey", "pass", "version", "line"],
  indexes: [["list", "dueKey"], ["list", "newestKey"], ["side", "dueKey"], "dueKey", "newestKey"],
};

export const orderSchema: RxJsonSchema<OrderDoc> = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: { id, version: count, pass: count, at: { type: "number" }, body: text },
  required: ["id", "version", "pass", "at", "body"],
};

export const factSchema: RxJsonSchema<FactDoc> = {
  version: 0,
  primaryKey: "key",
  type: "object",
  properties: { key: { type: "string", maxLength: 100 }, value: text },
  required: ["key", "value"],
};
