import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import { province } from "./card-steps.ts";
import { step, type Step } from "./orders.ts";

/** Another office takes over what hangs on one, as when offices are merged. */
export const movesTurns = (from: OfficeId, to: OfficeId, keep: readonly UserId[] = []): Step =>
  step(province, "move-turns", { from, to, keep: [...keep] });
