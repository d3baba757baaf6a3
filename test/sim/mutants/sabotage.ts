/** Mistakes that were measured or feared (docs design of sync): a run must notice each of them. */
export const mutantNames = [
  "sequence-feed",
  "cursor-before-documents",
  "acknowledge-before-commit",
  "no-row-lock",
  "order-by-wall-clock",
  "drop-on-guard-failure",
  "old-push-refused",
  "old-push-dropped",
  "parked-judged-once",
  "rights-of-the-session",
  "vanish-on-receipt",
] as const;
export type MutantName = (typeof mutantNames)[number];

/** The modules that stand in for the product's own in a run of a mutant; the others are built into the database's twin. */
export const mutantModules: Readonly<Record<MutantName, Readonly<Record<string, string>>>> = {
  "sequence-feed": {},
  "acknowledge-before-commit": {},
  "no-row-lock": {},
  "cursor-before-documents": { "src-renderer/data/errands.ts": "test/sim/mutants/cursor-before-documents.ts" },
  "order-by-wall-clock": { "src-renderer/data/ledger.ts": "test/sim/mutants/order-by-wall-clock.ts" },
  "rights-of-the-session": { "src-server/sync/read-actor.ts": "test/sim/mutants/rights-of-the-session.ts" },
  "vanish-on-receipt": { "src-renderer/data/fold.ts": "test/sim/mutants/vanish-on-receipt.ts" },
  "drop-on-guard-failure": { "src-renderer/data/errands.ts": "test/sim/mutants/drop-on-guard-failure.ts" },
  "old-push-refused": { "src-server/http/routes/push-route.ts": "test/sim/mutants/old-pushes.ts" },
  "parked-judged-once": { "src-server/sync/judge-parked.ts": "test/sim/mutants/parked-judged-once.ts" },
  "old-push-dropped": { "src-server/http/routes/push-route.ts": "test/sim/mutants/old-pushes.ts" },
};

/** The mistake that this thread makes; null for the product as it is. */
export const sabotage: { mutant: MutantName | null } = { mutant: null };

export function isMutant(name: string): name is MutantName {
  return mutantNames.some((one) => one === name);
}
