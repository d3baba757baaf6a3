import { KeyObject } from "node:crypto";

/** What a key may be made of. */
type Source = string | Readonly<{ key: unknown }> | KeyObject;

/**
 * Reads each key of a device once: a run has the same few at every step, and reading one takes as long as signing with
 * it. Keys as PEM, which every province makes anew, and keys of keys are read each time.
 */
export function rememberedKeys(read: (source: never) => KeyObject): (source: Source) => KeyObject {
  const known = new Map<string, KeyObject>();
  return (source) => {
    if (typeof source === "string" || source instanceof KeyObject) return read(source as never);
    const name = JSON.stringify(source);
    const key = known.get(name) ?? read(source as never);
    known.set(name, key);
    return key;
  };
}
