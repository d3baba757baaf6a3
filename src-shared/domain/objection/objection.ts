import { Type, type Static } from "typebox";

import { actionIdSchema, type ActionId, type OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";

/** What may be objected to. `event` is the action that made it. */
export const objectionTargets = ["callback", "inspection"] as const;

export const objectionTargetSchema = Type.Object(
  { kind: Type.Enum([...objectionTargets]), event: actionIdSchema },
  { additionalProperties: false },
);
export type ObjectionTarget = Readonly<Static<typeof objectionTargetSchema>>;

/** An objection (异议) with its ruling: statement, ruling and what it is about stay together. `id`: the action. */
export type Objection = Readonly<{
  id: ActionId;
  target: ObjectionTarget;
  office: OfficeId;
  at: Instant;
  by: string;
  statement: string;
  ruling: Ruling | null;
}>;

export type Ruling = Readonly<{ upheld: boolean; reason: string; at: Instant; by: string }>;
