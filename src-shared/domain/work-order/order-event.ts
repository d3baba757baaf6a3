import type { ActionId, AssignmentId, OfficeId, OrderId, Sha256, UserId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment, DispatchedTurn } from "../assignment/assignment.ts";
import type { CallbackFacts } from "../callback/callback.ts";
import type { HelpRequest } from "../co-handling/help.ts";
import type { Contact } from "../contact/contact.ts";
import type { IncidentOpening, IncidentReportFacts } from "../incident/incident.ts";
import type { Handler } from "../handler/handler.ts";
import type { InspectionFacts } from "../inspection/inspection.ts";
import type { NoticeAnswer, NoticeFacts, NoticeSettlement } from "../supervision/notice.ts";
import type { ObjectionTarget } from "../objection/objection.ts";
import type { ClockKey } from "../supervision/card.ts";
import type { CardFact } from "../supervision/card-steps.ts";
import type { NoteFacts } from "./note.ts";
import type { AttachmentFacts } from "./attachment.ts";
import type { Claim, Classification, Employer, Worker } from "./classification.ts";
import type { OrderState } from "./order-state.ts";
import type { ReportFacts } from "./report.ts";

/** How well a device's clock could be trusted for an action (docs/sync.md "Time"); null while only the device knows of it. */
export const clockGrades = ["A", "B", "C", "D"] as const;
export type ClockGrade = (typeof clockGrades)[number];

/** What every event says: who, which office, and when: `at` is the graded time, `deviceAt` what the device's clock said. */
export type EventHead = Readonly<{
  id: ActionId;
  at: Instant;
  deviceAt: Instant;
  /** When the province received it; null while it waits on the device. */
  receivedAt: Instant | null;
  grade: ClockGrade | null;
  /** When the device was last certainly in touch before; events from before this was kept have none. */
  lastContactAt?: Instant | null;
  by: UserId;
  byName: string;
  office: OfficeId;
  round: number;
}>;

/** Where an order goes next: its state and the one office that must act. */
export type NextStep = Readonly<{ state: OrderState; holder: OfficeId }>;

/** The turn that handles the order again after a poor result or for a file to mend; `completeBy` is the new limit. */
export type Rework = Readonly<{ assignment: AssignmentId; completeBy: Instant }>;

/** The limits of one turn after a rest. */
export type MovedLimit = Readonly<{
  assignment: AssignmentId;
  completeBy: Instant;
  firstContactBy: Instant | null;
}>;

/** The new limit to complete of one turn that was given more time. */
export type ExtendedLimit = Readonly<{ assignment: AssignmentId; completeBy: Instant }>;

/** What a turn is again once the rework that took it up has been ruled void. */
export type RestoredTurn = Readonly<{ assignment: AssignmentId }> &
  Pick<Assignment, "stage" | "completeBy" | "reportedAt" | "doneAt">;

export type Intake = Readonly<{
  provisionalNumber: string;
  classification: Classification;
  worker: Worker;
  employer: Employer;
  claim: Claim;
  contact: Contact;
}>;

export type Amendment = Readonly<{
  classification?: Classification;
  worker?: Worker;
  employer?: Employer;
  claim?: Claim;
}>;

/** The parts an amendment names; a part that is there but undefined changes nothing. */
export function definedParts(amendment: Amendment): Amendment {
  return Object.fromEntries(Object.entries(amendment).filter(([, part]) => part !== undefined));
}

/** What happened to an order, past tense, one per accepted action; the order's timeline is the list of them. */
export type OrderFact =
  | Readonly<{
      type: "registered";
      number: string | null;
      intake: Intake;
      dispatchBy: Instant;
      policyVersion: string;
      calendarVersion: string;
      /** The incident that the number of workers makes; absent where it makes none. */
      incident?: IncidentOpening;
    }>
  | Readonly<{ type: "answered-directly"; answer: string; article: string; next: NextStep }>
  | Readonly<{ type: "amended"; reason: string; amendment: Amendment; incident?: IncidentOpening }>
  | Readonly<{
      type: "dispatched";
      /** The turn that the dispatching office keeps above the new one; null where it needs none (AS-4). */
      through: DispatchedTurn | null;
      assignment: DispatchedTurn;
      instruction: string;
      late: boolean;
    }>
  | Readonly<{
      type: "forwarded";
      from: AssignmentId;
      assignment: DispatchedTurn;
      instruction: string;
      /** Whether passing on, which is accepting too, came late; absent in events from before this was kept. */
      late?: boolean;
      doubt?: ClockKey;
    }>
  | Readonly<{ type: "accepted"; assignment: AssignmentId; late: boolean; doubt?: ClockKey }>
  | Readonly<{ type: "noted"; note: NoteFacts; afterMove: boolean }>
  | Readonly<{ type: "attached"; attachment: AttachmentFacts; afterMove: boolean }>
  | Readonly<{ type: "evidence-stored"; sha256: Sha256 }>
  | Readonly<{
      type: "reported";
      report: ReportFacts;
      late: boolean;
      supplementary: boolean;
      next: NextStep | null;
      doubt?: ClockKey;
    }>
  | Readonly<{ type: "approved"; assignment: AssignmentId; opinion: string; next: NextStep }>
  | Readonly<{ type: "sent-back"; assignment: AssignmentId; reason: string; next: NextStep }>
  | Readonly<{ type: "return-asked"; assignment: AssignmentId; reasonCode: string; reason: string; next: NextStep }>
  | Readonly<{
      type: "return-decided";
      assignment: AssignmentId;
      approved: boolean;
      reason: string;
      next: NextStep;
      /** The new limit to dispatch, should the order wait for dispatch again. */
      dispatchBy: Instant;
    }>
  | Readonly<{ type: "suspended"; reasonCode: string; reason: string; reviewBy: Instant }>
  | Readonly<{ type: "resumed"; reason: string; next: NextStep; moved: readonly MovedLimit[] }>
  | Readonly<{ type: "called-back"; callback: CallbackFacts; attempt: number; next: NextStep; rework: Rework | null }>
  | Readonly<{ type: "inspected"; inspection: InspectionFacts; next: NextStep; rework: Rework | null }>
  | Readonly<{ type: "archived"; retentionYears: number }>
  | Readonly<{ type: "merged"; into: OrderId; reason: string }>
  | Readonly<{ type: "refused"; reasonCode: string; reason: string }>
  | Readonly<{ type: "terminated"; reasonCode: string; reason: string }>
  | Readonly<{ type: "notice-issued"; number: string | null; notice: NoticeFacts }>
  | Readonly<{ type: "notice-answered"; answer: NoticeAnswer; late: boolean }>
  | Readonly<{ type: "notice-settled"; settlement: NoticeSettlement }>
  | Readonly<{ type: "help-asked"; help: HelpRequest }>
  | Readonly<{ type: "help-answered"; help: ActionId; answer: string; late: boolean }>
  | Readonly<{ type: "help-released"; help: ActionId; reason: string }>
  | Readonly<{ type: "incident-flagged"; opening: IncidentOpening }>
  | Readonly<{ type: "incident-unflagged"; reason: string }>
  | Readonly<{ type: "incident-reported"; report: IncidentReportFacts; late: boolean; nextBy: Instant | null }>
  | Readonly<{ type: "incident-closed"; conclusion: string }>
  | Readonly<{ type: "contacts-joined"; from: OrderId; number: string; contacts: readonly Contact[] }>
  | Readonly<{ type: "extension-asked"; assignment: AssignmentId; days: number; reason: string; judge: OfficeId }>
  | Readonly<{
      type: "extension-decided";
      extension: ActionId;
      granted: boolean;
      days: number;
      reason: string;
      moved: readonly ExtendedLimit[];
    }>
  | Readonly<{ type: "recalled"; assignment: AssignmentId; reason: string; next: NextStep; dispatchBy: Instant }>
  | Readonly<{ type: "handler-assigned"; assignment: AssignmentId; to: Handler }>
  | Readonly<{ type: "turns-moved"; from: OfficeId; to: OfficeId; keep: readonly UserId[] }>
  | Readonly<{
      type: "recused";
      assignment: AssignmentId;
      reason: string;
      /** The colleague who takes over; null when the turn goes back to the office above. */
      to: Handler | null;
      next: NextStep | null;
      dispatchBy: Instant | null;
    }>
  | Readonly<{ type: "objected"; target: ObjectionTarget; statement: string }>
  | Readonly<{
      type: "objection-ruled";
      objection: ActionId;
      upheld: boolean;
      reason: string;
      /** Where the order goes when the rework it is in was void; null when it stays. */
      next: NextStep | null;
      restored: readonly RestoredTurn[];
    }>
  | Readonly<{ type: "reopen-asked"; reason: string }>
  | Readonly<{
      type: "reopen-decided";
      request: ActionId;
      granted: boolean;
      reason: string;
      next: NextStep | null;
      dispatchBy: Instant | null;
    }>
  | Readonly<{ type: "disclosed"; field: "phone" | "id-number" | "name"; reason: string }>
  | Readonly<{ type: "set-aside"; action: ActionId; reason: string }>
  | CardFact;

export type OrderEvent = EventHead & OrderFact;
export type OrderEventType = OrderFact["type"];
