import type { ActionId, OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";

/** A request to reopen an order that has ended (重启申请), with its decision. `id` is the action that asked. */
export type Reopening = Readonly<{
  id: ActionId;
  office: OfficeId;
  at: Instant;
  by: string;
  reason: string;
  decision: Readonly<{ granted: boolean; reason: string; at: Instant; by: string }> | null;
}>;
