import { open, rename, rm } from "node:fs/promises";

import { CannotBe } from "./end-with.ts";

/** A file that appears under its name only when it is whole. */
export type NewFile = Readonly<{
  place: string;
  write: (pieces: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Leaves nothing half written. */
  drop: () => Promise<void>;
}>;

/** @throws CannotBe when nothing can be written there, before anything else is done */
export async function newFile(place: string): Promise<NewFile> {
  const part = `${place}.part`;
  const handle = await open(part, "w").catch(() => null);
  if (handle === null) throw new CannotBe(`不能写入 · Cannot be written: ${place}`);
  return {
    place,
    write: async (pieces) => {
      for await (const piece of pieces) await handle.appendFile(piece);
      await handle.sync();
      await handle.close();
      await rename(part, place);
    },
    drop: async () => {
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}
