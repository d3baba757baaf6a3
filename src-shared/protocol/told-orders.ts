import { Type, type Static } from "typebox";

import type { OrderEvent } from "../domain/work-order/order-event.ts";
import { actionIdSchema, officeIdSchema, orderIdSchema } from "../kernel/ids.ts";
import type { Packed } from "./columns/column.ts";

/** An event as it travels. Only the members that every event has are looked at; the rest is the province's word. */
const eventSchema = Type.Unsafe<OrderEvent>(
  Type.Object({ id: actionIdSchema, at: Type.Integer(), type: Type.String(), office: Type.String() }),
);

/** An office that has opened an order, the last news that it saw, and when. */
export const openingSchema = Type.Object({ office: officeIdSchema, version: Type.Integer(), at: Type.Integer() });

/** An order by its events beyond version `from`; from 0 that is the whole of it. */
export const toldOrderSchema = Type.Object({
  events: Type.Array(eventSchema),
  from: Type.Integer({ minimum: 0 }),
  orderId: orderIdSchema,
  openings: Type.Optional(Type.Array(openingSchema)),
});
export type ToldOrder = Readonly<Static<typeof toldOrderSchema>>;

/** The same without a look into its events. */
export const toldOrderFrame = Type.Object({ ...toldOrderSchema.properties, events: Type.Array(Type.Unknown()) });

const packedSchema = Type.Unsafe<Packed>(
  Type.Object({
    count: Type.Integer({ minimum: 0 }),
    t: Type.Array(Type.Integer()),
    r: Type.String(),
    of: Type.Unknown(),
  }),
);

/**
 * Orders that travel as what happened to them, for a reader who replays them: few as a list, many in columns. `sum` is
 * the `jsonSum` of the list of all these orders as they are now, by which the reader sees that it has come to the same.
 * @see docs/sync.md "Orders by their events"
 */
export const toldSchema = Type.Object({
  sum: Type.Integer(),
  orders: Type.Optional(Type.Array(toldOrderSchema)),
  packed: Type.Optional(packedSchema),
});
export type Told = Readonly<Static<typeof toldSchema>>;
