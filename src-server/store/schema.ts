import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import type { ClockGrade, OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Verdict } from "../../src-shared/protocol/sync.ts";

/** A place in the office tree (`p37.c3709.x370902`), with PostgreSQL's operators for "lies within". */
const ltree = customType<{ data: string }>({ dataType: () => "ltree" });

/** A moment: milliseconds since the epoch, UTC, so that no session's time zone has a say. */
const instant = (name: string) => bigint(name, { mode: "number" });

export const offices = pgTable(
  "offices",
  {
    id: text("id").primaryKey(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    shortName: text("short_name").notNull(),
    kind: text("kind").notNull(),
    parentId: text("parent_id"),
    path: ltree("path").notNull(),
    regionCode: text("region_code").notNull(),
    closedOn: text("closed_on"),
    successor: text("successor"),
  },
  (table) => [index("offices_path").using("gist", table.path)],
);

/** An account. `passwordHash` is null for one that nobody signs in to: the province itself. */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  username: text("username").notNull().unique(),
  name: text("name").notNull(),
  officeId: text("office_id")
    .notNull()
    .references(() => offices.id),
  roles: text("roles").array().notNull(),
  passwordHash: text("password_hash"),
  /** the password was given by an administrator: good until then, to choose one's own and for nothing else */
  oneTimeUntil: instant("one_time_until"),
  disabledAt: instant("disabled_at"),
});

/** A device of one account, and where the sequence of its actions stands. */
export const devices = pgTable("devices", {
  id: uuid("id").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id),
  publicKey: text("public_key").notNull(),
  name: text("name").notNull(),
  lastSeq: bigint("last_seq", { mode: "number" }).notNull(),
  lastHash: text("last_hash").notNull(),
  lastEffectiveAt: instant("last_effective_at"),
  emptiedAt: instant("emptied_at"),
  /** when it last pushed, pulled or renewed its session */
  lastContactAt: instant("last_contact_at"),
  registeredAt: instant("registered_at").notNull(),
  disabledAt: instant("disabled_at"),
});

/** A sign-in and everything renewed from it: the family of its refresh tokens. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    deviceId: uuid("device_id")
      .notNull()
      .references(() => devices.id),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    endReason: text("end_reason"),
    /** counts renewals and late repeats: an access token carries the step it was given at, and is void before `validFrom` */
    step: integer("step").notNull().default(0),
    /** whether anybody came with an access token of the newest step; in doubt yes, as of the password's own tokens */
    stepSeen: boolean("step_seen").notNull().default(true),
    validFrom: integer("valid_from").notNull().default(0),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    hash: text("hash").primaryKey(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [index("refresh_tokens_session").on(table.sessionId)],
);

/** Failed sign-ins by a hash of the name that was typed, whether or not there is such an account. */
export const signInFailures = pgTable("sign_in_failures", {
  account: text("account").primaryKey(),
  failures: integer("failures").notNull(),
  lastAt: instant("last_at").notNull(),
});

/**
 * Every action that ever arrived with its verdict: append only, but for a parked one that is judged later (SV-26).
 * `envelope` is the action as received, whatever became of it. `event` is what it added to the order when applied; an id
 * is applied once.
 */
export const actions = pgTable(
  "actions",
  {
    deviceId: uuid("device_id")
      .notNull()
      .references(() => devices.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    id: uuid("id").notNull(),
    number: bigserial("number", { mode: "number" }).notNull().unique(),
    userId: uuid("user_id").notNull(),
    officeId: text("office_id").notNull(),
    orderId: uuid("order_id").notNull(),
    type: text("type").notNull(),
    envelope: text("envelope").notNull(),
    verdict: text("verdict").$type<Verdict>().notNull(),
    code: text("code"),
    event: jsonb("event").$type<OrderEvent>(),
    orderVersion: integer("order_version"),
    orderNumber: text("order_number"),
    receivedAt: instant("received_at").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    grade: text("grade").$type<ClockGrade>().notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.deviceId, table.seq] }),
    uniqueIndex("actions_id")
      .on(table.id)
      .where(sql`${table.verdict} = 'applied'`),
    index("actions_copies").on(table.id),
    index("actions_parked")
      .on(table.number)
      .where(sql`${table.verdict} = 'parked'`),
    index("actions_order").on(table.orderId, table.number),
  ],
);

/** What the accepted actions of an order add up to; `size` is the document's in bytes, for estimates. */
export const workOrders = pgTable(
  "work_orders",
  {
    id: uuid("id").primaryKey(),
    number: text("number").unique(),
    state: text("state").notNull(),
    ended: boolean("ended").notNull(),
    holder: text("holder").notNull(),
    version: integer("version").notNull(),
    /** minus the time of registration, so that one ascending index gives "not ended first, newest first" */
    newestFirst: instant("newest_first").notNull(),
    size: integer("size").notNull(),
    body: jsonb("body").$type<WorkOrder>().notNull(),
  },
  (table) => [index("work_orders_page").on(table.ended, table.newestFirst, table.id)],
);

/** When the cards of an order are to be looked at again (docs/spec/cards.md CD-17); null when none are to come. */
export const cardWatch = pgTable(
  "card_watch",
  { orderId: uuid("order_id").primaryKey(), lookAt: instant("look_at") },
  (table) => [index("card_watch_due").on(table.lookAt)],
);

export const feedHead = pgTable("feed_head", {
  shard: text("shard").primaryKey(),
  version: bigint("version", { mode: "number" }).notNull(),
});

/** One row per order and office that ever saw it (docs/spec/visibility.md). */
export const visibility = pgTable(
  "visibility",
  {
    shard: text("shard").notNull(),
    orderId: uuid("order_id").notNull(),
    office: ltree("office").notNull(),
    version: bigint("version", { mode: "number" }).notNull(),
    gone: boolean("gone").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.office] }),
    uniqueIndex("visibility_feed").on(table.shard, table.version),
    index("visibility_office").using("gist", table.office),
  ],
);

export const numberSeries = pgTable("number_series", {
  series: text("series").primaryKey(),
  last: integer("last").notNull(),
});

/** A file whose bytes have arrived and hash to its name. */
export const files = pgTable("files", {
  sha256: text("sha256").primaryKey(),
  size: bigint("size", { mode: "number" }).notNull(),
  type: text("type").notNull(),
  storedAt: instant("stored_at").notNull(),
  storedBy: uuid("stored_by").notNull(),
});

/** Who has sent the bytes of which file: of two who send the same bytes, both. */
export const fileSenders = pgTable(
  "file_senders",
  { sha256: text("sha256").notNull(), userId: uuid("user_id").notNull() },
  (table) => [primaryKey({ columns: [table.sha256, table.userId] })],
);

/** Which orders name which files; `announced` once the order says that the bytes are there. */
export const orderFiles = pgTable(
  "order_files",
  {
    orderId: uuid("order_id").notNull(),
    sha256: text("sha256").notNull(),
    name: text("name").notNull(),
    type: text("type").notNull(),
    announced: boolean("announced").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.sha256] }),
    index("order_files_file").on(table.sha256),
    index("order_files_waiting")
      .on(table.sha256)
      .where(sql`not ${table.announced}`),
  ],
);

/** What somebody must look at: a copied device, a broken chain. Keeps the action that raised it. */
export const alarms = pgTable("alarms", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  at: instant("at").notNull(),
  kind: text("kind").notNull(),
  deviceId: uuid("device_id").notNull(),
  envelope: text("envelope").notNull(),
});

/**
 * Every version of what administrators publish: append only (a trigger refuses changes). `content` is the JSON text as
 * published, `effectiveFrom` the moment it takes effect; `publishedBy` is null for what came with the program.
 */
export const referenceVersions = pgTable(
  "reference_versions",
  {
    number: bigserial("number", { mode: "number" }).primaryKey(),
    kind: text("kind").notNull(),
    version: text("version").notNull(),
    content: text("content").notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    publishedAt: instant("published_at").notNull(),
    publishedBy: uuid("published_by"),
    publishedByName: text("published_by_name").notNull(),
    reason: text("reason").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [uniqueIndex("reference_versions_name").on(table.kind, table.version)],
);

/** What administrators did: append only (a trigger refuses changes), numbered without gaps, each hashed with the one before. */
export const audit = pgTable("audit", {
  number: bigint("number", { mode: "number" }).primaryKey(),
  at: instant("at").notNull(),
  userId: uuid("user_id").notNull(),
  userName: text("user_name").notNull(),
  officeId: text("office_id").notNull(),
  address: text("address").notNull(),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  detail: text("detail").notNull(),
  beforeHash: text("before_hash").notNull(),
  afterHash: text("after_hash").notNull(),
  hash: text("hash").notNull(),
});

/** What the province knows about itself: its epoch and its keys. */
export const meta = pgTable("meta", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});
