import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { readValue, writeValue, type Box } from "./box.ts";
import type { Doubt } from "./doubt.ts";
import { dropFiles, dropSent, type FileParts } from "./errand-ends.ts";
import type { Mirror } from "./mirror.ts";
import type { PartialFiles } from "./partial-files.ts";
import { readPrintCopies } from "./print-copies.ts";
import { readReferenceName } from "./reference-store.ts";

/** The box's own word that it knows of every file here: a box that was lost says nothing. */
const knownToBox = "files-known";

type StrayParts = Readonly<{
  platform: Pick<Platform, "blobs" | "secrets">;
  account: UserId;
  box: Box;
  mirror: Pick<Mirror, "areSwept">;
  doubt: Pick<Doubt, "isOpen">;
  partials: Pick<PartialFiles, "pieces">;
}>;

export type StrayFiles = Readonly<{
  /** To be called when the copy is known to be what the province shows. */
  sweep: (parts: FileParts) => Promise<void>;
}>;

// [Note: stray files] An order takes its files along when it leaves. A copy that was lost does not know any more which
// orders it had, and one of them that left meanwhile would leave its files here for ever. So a copy that is new looks
// once at what lay here when the desk opened: what came later has its step or its order by now, or gets it in a moment.
// So does one whose desk was killed between letting go of an order and of its files, and one that may have lost with the
// power what it said of that (swept-files.ts). And so does one whose box was lost: it alone knew of files whose order had
// left, or of those of a step that was refused. And a desk that was killed between sending a file of an order that had left
// and deleting it does so at its next start.
/**
 * Finds the files that a lost copy left behind.
 * @see docs/spec/local-store.md LS-65
 */
export async function openStrays({ platform, account, box, mirror, partials, doubt }: StrayParts): Promise<StrayFiles> {
  const words = await Promise.all([mirror.areSwept(), readValue(box, knownToBox)]);
  const isSwept = !doubt.isOpen() && words[0] && words[1] !== null;
  let isLooked = false;
  let atStart = isSwept
    ? null
    : await platform
        .blobs(account)
        .names()
        .catch(() => null);
  return {
    sweep: async (parts) => {
      await dropSent(parts, isLooked ? [] : parts.uploads.all().filter((job) => job.isDone === true));
      isLooked = true;
      if (atStart === null) return;
      const reference = await readReferenceName(platform, account);
      const own = new Set<Sha256 | null>([reference, ...(await readPrintCopies(box)), ...(await partials.pieces())]);
      const strays = new Set(atStart.filter((name) => !own.has(name)));
      await parts.mirror.touching(() => dropFiles(parts, strays));
      await parts.mirror.swept();
      await writeValue(box, knownToBox, "yes");
      atStart = null;
    },
  };
}
