import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";

/** Whether two documents say the same, in whatever order their members stand. */
export function isSame(one: object | undefined, other: object | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return JSON.stringify(one) === JSON.stringify(other) || canonicalJson(one) === canonicalJson(other);
}
