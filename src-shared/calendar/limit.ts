import { Type, type Static } from "typebox";
import { accept, refuse, type Result } from "../kernel/result.ts";

export const limitUnits = ["minute", "hour", "working-day", "calendar-day"] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** How long somebody has for something; the unit is part of the rule (CA-6). */
export const limitSchema = Type.Object(
  { amount: Type.Integer({ minimum: 1, maximum: 3660 }), unit: Type.Enum([...limitUnits]) },
  { additionalProperties: false },
);
export type Limit = Readonly<Static<typeof limitSchema>>;

const unitBySuffix = new Map<string, LimitUnit>([
  ["min", "minute"],
  ["h", "hour"],
  ["wd", "working-day"],
  ["d", "calendar-day"],
]);

/** Reads `30min`, `24h`, `3wd` (working days) or `15d` (calendar days). */
export function parseLimit(text: string): Result<Limit, "not-a-limit"> {
  const [, digits, suffix] = /^([1-9]\d{0,3})(min|h|wd|d)$/.exec(text) ?? [];
  const unit = unitBySuffix.get(suffix ?? "");
  const amount = Number(digits);
  if (unit === undefined || amount > 3660) return refuse("not-a-limit");
  return accept({ amount, unit });
}

/** The short text of a limit that `parseLimit` reads. */
export function formatLimit(limit: Limit): string {
  for (const [suffix, unit] of unitBySuffix) if (unit === limit.unit) return `${limit.amount}${suffix}`;
  return `${limit.amount} ${limit.unit}`;
}
