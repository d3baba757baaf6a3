import type { PushAnswer } from "../../../src-shared/protocol/sync.ts";
import type { Watch } from "../network/network.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";

/** Looks at what leaves a server: a receipt speaks of what is committed, or it promises what a crash takes back. */
export function watchAnswers(world: World, database: MemoryDatabase): Watch {
  const leaves: Watch["leaves"] = (_, { path, body }, { status, text }) => {
    if (path !== "/api/sync/push" || status !== 200) return;
    const { receipts } = JSON.parse(text) as PushAnswer;
    const deviceId = senderOf(body);
    const early = receipts.find(({ seq }) => database.committed("actions", `${deviceId} ${seq}`, null) === null);
    if (early) world.violate(5, `${early.actionId} was acknowledged and is not committed`);
  };
  return { comes: () => undefined, leaves };
}

/** Whoever sends steps is named in each of them, whatever the protocol. */
function senderOf(body: unknown): string {
  const { actions, steps } = body as Readonly<Record<"actions" | "steps", readonly Readonly<{ deviceId: string }>[]>>;
  return (actions ?? steps)[0]?.deviceId ?? "";
}
