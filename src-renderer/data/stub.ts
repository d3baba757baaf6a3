import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { officeIdSchema, orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import { dayMs, type Instant } from "../../src-shared/kernel/instant.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import type { MirrorCollections } from "./mirror-schema.ts";
import type { RxStore } from "./rx-store.ts";

const stubSchema = Type.Object({ at: Type.Integer(), to: Type.Union([officeIdSchema, Type.Null()]) });

/** That an order was handed over: when this computer heard of it, and which office holds it where that was said. */
export type HandedOver = Readonly<Static<typeof stubSchema>>;

/** So long it is remembered that an order was here. */
const rememberedMs = 30 * dayMs;

export function readStub(text: string): HandedOver | null {
  const stub: unknown = JSON.parse(text);
  return Value.Check(stubSchema, stub) ? stub : null;
}

/** An order that is to go, and who holds it now. */
export type Leaving = Readonly<{ id: OrderId; to: HandedOver["to"] }>;

/** The orders of a page of the feed that have left. */
export function leavingOf(rows: readonly FeedRow[]): readonly Leaving[] {
  return rows
    .filter((row) => row.order === null)
    .map(({ orderId: id, movedTo }) => ({ id, to: Value.Check(officeIdSchema, movedTo) ? movedTo : null }));
}

/** What remains of an order that has left: no word of its content. */
export function stubOf({ id, to }: Leaving, at: Instant): Readonly<{ key: string; value: string }> {
  return { key: id, value: JSON.stringify({ at, to } satisfies HandedOver) };
}

/**
 * Forgets that orders were here which left more than 30 days ago.
 * @see docs/spec/local-store.md LS-51
 */
export async function dropOldStubs(store: RxStore<MirrorCollections>, now: Instant): Promise<void> {
  await store.use(async ({ stubs }) => {
    const docs = await stubs.find().exec();
    const old = docs.filter(({ value }) => now - (readStub(value)?.at ?? 0) > rememberedMs);
    await stubs.bulkRemove(old.map((doc) => orderId(doc.key)));
  });
}
