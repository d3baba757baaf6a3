import { dropValue, readValue, writeValue, type Box } from "./box.ts";

/** The province's epoch as it was last heard; null makes it tell us. */
export type Epoch = Readonly<{
  read: () => Promise<string | null>;
  write: (epoch: string | null) => Promise<void>;
}>;

/**
 * Keeps the epoch in the box, where the next start finds it. Every answer says it, and it is nearly always the same: only
 * another one is written. A box that cannot be written costs a question, no receipt.
 */
export function createEpoch(box: Box): Epoch {
  let known: Promise<string | null> | null = null;
  const read = (): Promise<string | null> => (known ??= readValue(box, "epoch").catch(() => null));
  return {
    read,
    write: async (epoch) => {
      if ((await read()) === epoch) return;
      known = Promise.resolve(epoch);
      await (epoch === null ? dropValue(box, "epoch") : writeValue(box, "epoch", epoch)).catch(() => undefined);
    },
  };
}
