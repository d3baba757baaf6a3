import type { ActionId, OfficeId, OrderId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import type { CallbackAttempt } from "../callback/callback.ts";
import type { Help } from "../co-handling/help.ts";
import type { Contact } from "../contact/contact.ts";
import type { Incident } from "../incident/incident.ts";
import type { Extension } from "../extension/extension.ts";
import type { Recusal } from "../handler/handler.ts";
import type { Inspection } from "../inspection/inspection.ts";
import type { Notice } from "../supervision/notice.ts";
import type { Objection } from "../objection/objection.ts";
import type { Reopening } from "../reopening/reopening.ts";
import type { Card, Reminder } from "../supervision/card.ts";
import type { TimeDoubt } from "../supervision/time-doubt.ts";
import type { Attachment } from "./attachment.ts";
import type { Claim, Classification, Employer, Worker } from "./classification.ts";
import type { Opening } from "./order-opening.ts";
import type { OrderEvent } from "./order-event.ts";
import type { OrderState } from "./order-state.ts";
import type { Report } from "./report.ts";

/**
 * A work order (工单), whole: one self-contained document, so that nothing has to be atomic across collections.
 * It is what its accepted actions, replayed in commit order, add up to (docs/spec/life-cycle.md LC-5).
 */
export type WorkOrder = Readonly<{
  id: OrderId;
  /** `37-2026-000123`, given by the province; null until then. */
  number: string | null;
  /** `临-…`: what the registering desk calls it until the province has numbered it. */
  provisionalNumber: string;
  /** Count of applied events: 1 after registration. */
  version: number;
  state: OrderState;
  round: number;
  /** The one office that must act now; once ended, the office that ended it. */
  holder: OfficeId;
  registeredAt: Instant;
  registeredBy: OfficeId;
  /** The limit to dispatch (派单时限), or null when nothing waits for dispatch. */
  dispatchBy: Instant | null;
  classification: Classification;
  worker: Worker;
  /** Set on a copy that was served without who the worker is (保密, PR-4); the province's own never has it. */
  workerWithheld?: true;
  employer: Employer;
  claim: Claim;
  contacts: readonly Contact[];
  assignments: readonly Assignment[];
  attachments: readonly Attachment[];
  reports: readonly Report[];
  callbacks: readonly CallbackAttempt[];
  inspections: readonly Inspection[];
  /** Notices of supervision (督办), oldest first, with their replies and what became of them. */
  notices: readonly Notice[];
  /** Requests to other offices for help (协办), oldest first. */
  helps: readonly Help[];
  /** Major and collective incidents (群体性/重大事件), oldest first; one is open at most. */
  incidents: readonly Incident[];
  extensions: readonly Extension[];
  objections: readonly Objection[];
  reopenings: readonly Reopening[];
  recusals: readonly Recusal[];
  /** Warning cards (黄红牌) as they fell, whatever became of them. */
  cards: readonly Card[];
  reminders: readonly Reminder[];
  /** Steps whose time the supervisor has to rule on, or has (时间认定). */
  doubts: readonly TimeDoubt[];
  /** The answer given at once (直接答复), when there was one. */
  directAnswer: string | null;
  /** Why and since when the order rests, and when that is looked at again. */
  suspension: Readonly<{ reason: string; since: Instant; reviewBy: Instant; resumeState: OrderState }> | null;
  mergedInto: OrderId | null;
  closedAt: Instant | null;
  retentionYears: number | null;
  policyVersion: string;
  calendarVersion: string;
  timeline: readonly OrderEvent[];
  /** Which offices have opened it (已阅), on a desk's copy; the province keeps them beside the order (RC-5). */
  openings?: readonly Opening[];
  lastActionId: ActionId;
}>;
