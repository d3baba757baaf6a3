import type { MachineClock } from "../platform/platform.ts";
import type { Mirror } from "./mirror.ts";

/** Whether the copy may lack what this desk has stored; `settle` once it has been compared with the province's. */
export type Doubt = Readonly<{ isOpen: () => boolean; settle: () => Promise<void> }>;

// [Note: a copy after a power cut] The copy is written without waiting for the disk (`relaxed`), and each of its
// collections is a database of its own. Within one of them the last writes are lost in their order; between them nothing
// is promised: the cursor may outlive the documents that it stands for, and a line its order. Waiting for the disk would
// cost every page of a first sync several flushes, so the copy remembers instead in which run of the machine it was last
// compared. In another run the power may have gone meanwhile: the copy is compared at once, thoroughly, and mended.
/**
 * A copy that was last compared before this computer was started anew is in doubt. In a browser, which says nothing of
 * the machine, the comparison after every start has to do.
 * @see docs/spec/digest.md DG-23
 */
export async function openDoubt(mirror: Pick<Mirror, "readFact" | "writeFact">, clock: MachineClock): Promise<Doubt> {
  const { bootId } = await clock.read();
  const [compared, cursor] = await Promise.all([mirror.readFact("boot"), mirror.readFact("cursor")]);
  let isOpen = clock.counter === "machine" && cursor !== null && compared !== bootId;
  return {
    isOpen: () => isOpen,
    settle: async () => {
      isOpen = false;
      await mirror.writeFact("boot", bootId);
    },
  };
}
