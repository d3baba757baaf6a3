/** A state that the program promised never to be in: a bug, to be logged and surfaced, never swallowed. */
export class InvariantBroken extends Error {
  override readonly name = "InvariantBroken";
}

/**
 * States what must be true here.
 * @throws InvariantBroken when it is not
 */
export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new InvariantBroken(promise);
}

/**
 * Ends a switch over a union: the compiler refuses to build while a case is missing.
 * @throws InvariantBroken when a value from outside slipped past the types
 */
export function assertNever(value: never): never {
  throw new InvariantBroken(`unexpected value ${JSON.stringify(value)}`);
}
