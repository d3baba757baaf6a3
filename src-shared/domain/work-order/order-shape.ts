/**
 * The shape of a stored work order. Raise it whenever `evolve` begins to keep something new on an order: the province
 * then replays its log once at its next start, and desks fetch their mirrors again. Events are never rewritten, so what
 * an older event lacks has a default in `evolve`.
 * @see docs/spec/sync-server.md SV-24, src-renderer/data/mirror-schema.ts
 */
export const orderShape = 5;
