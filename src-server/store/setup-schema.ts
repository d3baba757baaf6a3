import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { users } from "./schema.ts";

/** A moment: milliseconds since the epoch, UTC. */
const instant = (name: string) => bigint(name, { mode: "number" });

/** A setup packet that was made for an account: good once, until it expires or is revoked. */
export const setups = pgTable(
  "setups",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** SHA-256 of the ticket inside the packet, which is not kept */
    ticketHash: text("ticket_hash").notNull(),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    usedAt: instant("used_at"),
    deviceId: uuid("device_id"),
  },
  (table) => [index("setups_user").on(table.userId)],
);
