import * as original from "../../../src-server/sync/read-actor.ts";
import type { ActorReader } from "../../../src-server/sync/read-actor.ts";
import type { Actor } from "../../../src-shared/domain/decision.ts";
import { theWorld, type World } from "../world/world.ts";

export const { accountScopeReader, scopeReader } = original;

/** What each account might do when it was first heard of, in each run. */
const first = new WeakMap<World, Map<string, Actor>>();

/** The mistake: an account may do for ever what it might do when it signed in. */
export function actorReader(signed: Parameters<typeof original.actorReader>[0]): ActorReader {
  const readNow = original.actorReader(signed);
  return async (tx) => {
    const now = await readNow(tx);
    const known = first.get(theWorld()) ?? new Map<string, Actor>();
    first.set(theWorld(), known);
    if (now !== null && !known.has(now.id)) known.set(now.id, now);
    return now && (known.get(now.id) ?? now);
  };
}
