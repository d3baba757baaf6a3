import { BehaviorSubject, type Observable } from "rxjs";
import { Type } from "typebox";
import Value from "typebox/value";

import { unopenedBy } from "../../src-shared/domain/work-order/opening.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { maxOpenings, openingMarkSchema, type OpeningMark } from "../../src-shared/protocol/openings.ts";
import { readValue, writeValue, type Box } from "./box.ts";
import type { Mirror } from "./mirror.ts";
import type { Standpoint } from "./work-list.ts";

/** Which orders were opened here and that the province has not heard of: kept over restarts, told when there is a line. */
export type Openings = Readonly<{
  waiting$: Observable<number>;
  count: () => number;
  /** Notes that an order is open before somebody; what the office has seen before is not noted. */
  open: (id: OrderId) => Promise<void>;
  /** The next ones to tell. */
  next: () => readonly OpeningMark[];
  /** Lets go of what the copy shows by now: it was told by hand (docs/spec/receipts.md RC-10). */
  settle: () => Promise<void>;
  /** What was told needs no telling any more. */
  told: (marks: readonly OpeningMark[]) => Promise<void>;
}>;

export type OpeningParts = Readonly<{
  box: Box;
  mirror: Pick<Mirror, "order">;
  standpoint: () => Standpoint;
  now: () => Instant;
}>;

const keptSchema = Type.Array(openingMarkSchema);
const key = "openings";

/**
 * The marks of a desk. They are a courtesy and no step: lost with the box, they are made again at the next opening.
 * @see docs/spec/receipts.md RC-2, RC-3, RC-9
 */
export async function openOpenings(parts: OpeningParts): Promise<Openings> {
  const kept: unknown = JSON.parse((await readValue(parts.box, key)) ?? "[]");
  const marks = new Map(Value.Check(keptSchema, kept) ? kept.map((mark) => [mark.orderId, mark]) : []);
  const waiting$ = new BehaviorSubject(marks.size);
  const save = async (): Promise<void> => {
    waiting$.next(marks.size);
    await writeValue(parts.box, key, JSON.stringify([...marks.values()])).catch(() => undefined);
  };
  return {
    waiting$,
    count: () => marks.size,
    next: () => [...marks.values()].slice(0, maxOpenings),
    open: async (id) => {
      const mark = await markOf(parts, id);
      if (mark === null || (marks.get(id)?.version ?? 0) >= mark.version) return;
      marks.set(id, mark);
      await save();
    },
    settle: async () => {
      const still = await Promise.all([...marks.keys()].map((id) => markOf(parts, id)));
      const shown = [...marks.keys()].filter((_, at) => still[at] === null);
      if (shown.length === 0) return;
      shown.forEach((id) => marks.delete(id));
      await save();
    },
    told: async (done) => {
      for (const { orderId, version } of done) if (marks.get(orderId)?.version === version) marks.delete(orderId);
      await save();
    },
  };
}

async function markOf({ mirror, standpoint, now }: OpeningParts, id: OrderId): Promise<OpeningMark | null> {
  const copy = await mirror.order(id);
  if (copy === null) return null;
  const { office, offices } = standpoint();
  const version = unopenedBy(copy.order, office, offices);
  return version === null ? null : { orderId: id, version, at: now() };
}
