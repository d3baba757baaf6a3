import { Type, type Static } from "typebox";
import Value from "typebox/value";

const auditSchema = Type.Object({
  at: Type.Integer(),
  orders: Type.Integer(),
  fetched: Type.Integer(),
  removed: Type.Integer(),
  left: Type.Integer(),
});

/**
 * What the last comparison found: when, how many orders there were, how many were fetched anew and how many deleted, and
 * how many still differ after that.
 */
export type AuditResult = Readonly<Static<typeof auditSchema>>;

/** The result as it was kept; null when there is none. */
export function parseAudit(text: string | null): AuditResult | null {
  const result: unknown = JSON.parse(text ?? "null");
  return Value.Check(auditSchema, result) ? result : null;
}
