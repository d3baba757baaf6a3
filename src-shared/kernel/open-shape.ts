import { Type, type Static, type TSchema, type TUnsafe } from "typebox";

/**
 * The same shape for what is heard rather than said: objects may have members that we do not know. What is known is
 * still checked.
 */
export function openShape<S extends TSchema>(schema: S): TUnsafe<Static<S>> {
  return Type.Unsafe<Static<S>>(opened(schema));
}

function opened(schema: TSchema): TSchema {
  const members = Object.entries(schema).filter(([key, value]) => key !== "additionalProperties" || value !== false);
  return Object.fromEntries(members.map(([key, value]) => [key, openedValue(value)]));
}

function openedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openedValue);
  return typeof value === "object" && value !== null ? opened(value) : value;
}
