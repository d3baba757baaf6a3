import type { ActionId, OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { ClockGrade } from "../work-order/order-event.ts";
import type { ClockKey } from "./card.ts";

/**
 * A step of which the evidence cannot say whether it was in time (时间认定). It is neither overdue nor forgiven until the
 * supervisor has ruled. `effectiveAt` is the province's best estimate, `deviceAt` what the computer's clock said,
 * `lastContactAt` when the computer was certainly in touch before.
 * @see docs/spec/fair-time.md
 */
export type TimeDoubt = ClockKey &
  Readonly<{
    action: ActionId;
    office: OfficeId;
    byName: string;
    effectiveAt: Instant;
    deviceAt: Instant;
    receivedAt: Instant;
    lastContactAt: Instant | null;
    grade: ClockGrade;
    ruling: Readonly<{ inTime: boolean; reason: string; by: string; at: Instant }> | null;
  }>;
