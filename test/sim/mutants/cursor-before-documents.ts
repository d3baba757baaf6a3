import * as original from "../../../src-renderer/data/errands.ts";
import type { ErrandParts } from "../../../src-renderer/data/errands.ts";
import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { theWorld } from "../world/world.ts";

export const { bootstrap, carryOut, createPace, fetchReference, push, tellOpenings, upload } = original;

/** The mistake: the cursor is written before the documents that it stands for. */
export function pull(parts: ErrandParts, cursor: Cursor): Promise<EngineFact> {
  const api: ErrandParts["api"] = {
    ...parts.api,
    pull: async (from, limit) => {
      const answer = await parts.api.pull(from, limit);
      if (!answer.ok) return answer;
      await parts.mirror.writeFact("cursor", JSON.stringify(answer.value.cursor));
      // Much may happen before the documents are stored.
      await theWorld().pause(5_000);
      return answer;
    },
  };
  return original.pull({ ...parts, api }, cursor);
}
