import { Type, type Static } from "typebox";

import type { ActionId } from "../../kernel/ids.ts";
import { optionalText } from "../../kernel/text.ts";

/** The check list of an inspection (质检), in the order the inspector reads the file. */
export const inspectionPoints = [
  "contact",
  "facts",
  "legal-basis",
  "documents",
  "amounts",
  "callback-matches",
] as const;

export const inspectionVerdicts = ["pass", "mend", "rework"] as const;

export const inspectionFactsSchema = Type.Object(
  {
    passed: Type.Array(Type.Enum([...inspectionPoints]), { maxItems: inspectionPoints.length }),
    verdict: Type.Enum([...inspectionVerdicts]),
    remarks: optionalText(4000),
  },
  { additionalProperties: false },
);
export type InspectionFacts = Readonly<Static<typeof inspectionFactsSchema>>;
/** An inspection as the order shows it; `id` is its action. One that was ruled void is struck out: kept, and counted nowhere. */
export type Inspection = InspectionFacts &
  Readonly<{ id: ActionId; at: number; by: string; round: number; struckOut: boolean }>;
