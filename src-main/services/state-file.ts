import type { Static, TSchema } from "typebox";
import Value from "typebox/value";

import { fromUtf8, utf8 } from "../../src-shared/kernel/utf8.ts";
import { replaceFile, type Disk } from "./disk.ts";

/** A small file of things that are nice to remember; without it, or with a broken one, the default stands. */
export type StateFile<State> = Readonly<{ load: () => Promise<State>; save: (state: State) => Promise<void> }>;

export function stateFile<Schema extends TSchema>(
  place: Readonly<{ disk: Disk; file: string }>,
  schema: Schema,
  start: Static<Schema>,
): StateFile<Static<Schema>> {
  return {
    load: async () => {
      try {
        const state: unknown = JSON.parse(fromUtf8((await place.disk.read(place.file)) ?? new Uint8Array()) ?? "");
        return Value.Check(schema, state) ? state : start;
      } catch {
        return start;
      }
    },
    save: (state) => replaceFile(place.disk, place.file, utf8(JSON.stringify(state))),
  };
}
