import type { TSchema } from "typebox";
import Compile, { type Validator } from "typebox/compile";

const compiled = new WeakMap<TSchema, Validator>();

/** Whether a value has a shape: as `Value.Check` says, from a check that is compiled once, for a run looks often. */
export function hasShape(schema: TSchema, value: unknown): boolean {
  const check = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, check);
  return check.Check(value);
}
