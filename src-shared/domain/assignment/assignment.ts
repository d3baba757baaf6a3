import type { AssignmentId, OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Handler } from "../handler/handler.ts";

/**
 * - `awaiting-acceptance`, `handling`: this office must act
 * - `passed-on`: it forwarded the order to a child assignment
 * - `returning`: it asked to return the order, the office above decides
 * - `reported`: it reported, the level above reviews
 * - `reviewing`: it reviews what its child reported
 * - `done`: its part was approved, or the order ended · `returned`: a return was approved, the order left it
 */
export type AssignmentStage =
  "awaiting-acceptance" | "handling" | "passed-on" | "returning" | "reported" | "reviewing" | "done" | "returned";

/** One office's turn at an order (办理节点) with clocks of its own. Instants are ms UTC; a due time is the limit's end. */
export type Assignment = Readonly<{
  id: AssignmentId;
  office: OfficeId;
  /** The assignment that passed the order on; null when the dispatching office did. */
  parent: AssignmentId | null;
  /** The office that dispatched or forwarded it here. */
  from: OfficeId;
  stage: AssignmentStage;
  dispatchedAt: Instant;
  acceptBy: Instant;
  completeBy: Instant;
  firstContactBy: Instant | null;
  acceptedAt: Instant | null;
  acceptedLate: boolean;
  firstContactAt: Instant | null;
  passedOnAt: Instant | null;
  reportedAt: Instant | null;
  doneAt: Instant | null;
  /** A return that was refused may not be asked for again (docs/spec/assignment.md AS-24). */
  mayReturn: boolean;
  /** The person in charge (承办人), once the office has taken the turn on. */
  handler: Handler | null;
}>;

/** A turn as the event that began it keeps it: what came later, such as its handler, is no part of it. */
export type DispatchedTurn = Omit<Assignment, "handler">;
