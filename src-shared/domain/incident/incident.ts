import { Type, type Static } from "typebox";

import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { dictionaryCode } from "../work-order/classification.ts";

/** First, follow-up and final report of an incident (首报、续报、终报). */
export const incidentReportKinds = ["first", "follow-up", "final"] as const;
export type IncidentReportKind = (typeof incidentReportKinds)[number];

/** What makes it one is a code of the dictionary `incident-sign`. */
export const flagIncidentPayload = Type.Object(
  { sign: dictionaryCode, reason: requiredText(2000) },
  { additionalProperties: false },
);
export const unflagIncidentPayload = Type.Object({ reason: requiredText(2000) }, { additionalProperties: false });
export const reportIncidentPayload = Type.Object(
  {
    kind: Type.Enum([...incidentReportKinds]),
    text: requiredText(8000),
    workersPresent: Type.Integer({ minimum: 0, maximum: 100_000 }),
    measures: optionalText(4000),
  },
  { additionalProperties: false },
);
export const closeIncidentPayload = Type.Object({ conclusion: requiredText(4000) }, { additionalProperties: false });

export type IncidentReportFacts = Readonly<Static<typeof reportIncidentPayload>>;

/** How an incident begins: why, and until when the first report is due. */
export type IncidentOpening = Readonly<{ sign: string; reason: string; reportBy: Instant }>;

/** A report as it stands on the board; `late` when it came after its due time. */
export type IncidentReport = IncidentReportFacts &
  Readonly<{ at: Instant; by: string; office: OfficeId; late: boolean; dueAt: Instant | null }>;

/**
 * - `open`: reports are due · `closed`: the hub closed it after a final report
 * - `unflagged`: it was none, says the hub · `ended`: the order itself ended
 */
export type IncidentStage = "open" | "closed" | "unflagged" | "ended";

/** A major or collective incident (群体性/重大事件) at an order, and its board of reports. Instants are ms UTC. */
export type Incident = Readonly<{
  stage: IncidentStage;
  sign: string;
  reason: string;
  /** Whether the number of workers flagged it, not a person. */
  automatic: boolean;
  flaggedAt: Instant;
  flaggedBy: string;
  office: OfficeId;
  /** Until when the next report is due; null after a final one and once it is over. */
  reportBy: Instant | null;
  reports: readonly IncidentReport[];
  endedAt: Instant | null;
  endedBy: string;
  conclusion: string;
}>;
