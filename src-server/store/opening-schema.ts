import { bigint, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

/** Which office had which version of an order open (docs/spec/receipts.md); kept beside the order, no part of its log. */
export const openings = pgTable(
  "openings",
  {
    orderId: uuid("order_id").notNull(),
    office: text("office").notNull(),
    version: integer("version").notNull(),
    at: bigint("at", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.office, table.version] })],
);
