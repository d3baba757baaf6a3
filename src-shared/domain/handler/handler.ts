import type { UserId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";

/** The person in charge of a turn (承办人). */
export type Handler = Readonly<{ id: UserId; name: string }>;

/** A person who withdrew from an order (回避) and has no more part in handling it. */
export type Recusal = Readonly<{ user: UserId; name: string; at: Instant; reason: string }>;
