import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { codeOfPaper, versionHashes } from "./paper-hash.ts";
import { papersOf, type PaperName } from "./paper-kind.ts";
import type { PaperClaim } from "./paper-text.ts";

/** The province's own history of an order, as a copy has it: without steps that wait on this computer. */
export type KnownOrder = Pick<WorkOrder, "id" | "number" | "timeline">;

/**
 * What a check finds. `genuine`: printed from this version of the order, after which the steps in `since` happened that
 * change what papers say. `newer`: the paper names a version that this copy does not have. `differs`: no paper of the
 * version it names, or of any that this copy has where it names none (`upTo`), bears this code.
 */
export type PaperFinding =
  | Readonly<{ result: "genuine"; paper: PaperName; version: number; since: readonly OrderEvent[] }>
  | Readonly<{ result: "newer"; version: number; upTo: number }>
  | Readonly<{ result: "differs"; upTo: number | null }>;

/**
 * Checks what a paper says of itself against a copy of its order; with no line too.
 * @see docs/spec/paper-check.md PC-20 to PC-23
 */
export function checkPaper(order: KnownOrder, claim: PaperClaim): PaperFinding {
  const { version } = claim;
  const upTo = order.timeline.length;
  if (claim.number !== order.number) return { result: "differs", upTo: null };
  if (version !== null && version > upTo) return { result: "newer", version, upTo };
  const hashes = versionHashes(order.id, order.timeline);
  // The newest first: that is what most papers are.
  const asked = version === null ? hashes.map((_, at) => upTo - at) : [version];
  for (const one of asked) {
    const paper = paperOf(order, claim, { version: one, hash: hashes[one - 1] ?? "" });
    if (paper)
      return { result: "genuine", paper, version: one, since: order.timeline.slice(one).filter(changesPapers) };
  }
  return { result: "differs", upTo: version === null ? upTo : null };
}

function paperOf(
  order: KnownOrder,
  { number, code, paper }: PaperClaim,
  at: Readonly<{ version: number; hash: string }>,
): PaperName | undefined {
  const asked = paper === null ? papersOf(order.timeline.slice(0, at.version)) : [paper];
  return asked.find((one) => codeOfPaper({ ...at, number, paper: one }) === code);
}

/** Looks at personal data and files that arrived are on the record, and change nothing that a paper states. */
function changesPapers({ type }: OrderEvent): boolean {
  return type !== "disclosed" && type !== "evidence-stored";
}
