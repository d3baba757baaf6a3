import type { ActionId, AssignmentId, OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";

/**
 * A request for more time (延期申请) of one turn, with what became of it. `id` is the action that asked, `judge` the
 * office that must decide. It is open while it is neither decided nor lapsed.
 */
export type Extension = Readonly<{
  id: ActionId;
  assignment: AssignmentId;
  office: OfficeId;
  judge: OfficeId;
  /** Working days asked for. */
  days: number;
  reason: string;
  askedAt: Instant;
  askedBy: string;
  decision: ExtensionDecision | null;
  /** When the turn left the office, or the order its offices, before anybody decided. */
  lapsedAt: Instant | null;
}>;

/** `days` are the working days granted, 0 when none were. */
export type ExtensionDecision = Readonly<{
  granted: boolean;
  days: number;
  reason: string;
  at: Instant;
  by: string;
  office: OfficeId;
}>;
