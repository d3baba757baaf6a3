import { Type } from "typebox";
import Value from "typebox/value";

import { cursorSchema, type Cursor } from "../../src-shared/protocol/sync.ts";
import type { Bootstrap } from "../../src-shared/sync/engine-state.ts";
import type { Mirror } from "./mirror.ts";

/** How far a copy has come: in the feed, and in a first sync that was not ended. */
export type Standing = Readonly<{ cursor: Cursor | null; bootstrap: Bootstrap | null }>;

const bootstrapFact = Type.Object({
  after: Type.Union([Type.String(), Type.Null()]),
  cursor: Type.Union([cursorSchema, Type.Null()]),
  done: Type.Integer(),
  total: Type.Integer(),
  bytes: Type.Integer(),
});

/** What the copy says of it; what cannot be read is none. */
export async function readStanding(mirror: Pick<Mirror, "readFact">): Promise<Standing> {
  const [at, begun] = await Promise.all([mirror.readFact("cursor"), mirror.readFact("bootstrap")]);
  const cursor: unknown = JSON.parse(at ?? "null");
  const bootstrap: unknown = JSON.parse(begun || "null");
  return {
    cursor: Value.Check(cursorSchema, cursor) ? cursor : null,
    bootstrap: Value.Check(bootstrapFact, bootstrap) ? bootstrap : null,
  };
}
