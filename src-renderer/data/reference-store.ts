import { BehaviorSubject, type Observable } from "rxjs";
import Value from "typebox/value";

import type { ColleagueLookup, OfficeLookup, Rules } from "../../src-shared/domain/decision.ts";
import { knownCodes } from "../../src-shared/domain/reference/known-codes.ts";
import type { UserId } from "../../src-shared/kernel/ids.ts";
import { sha256, type Sha256 } from "../../src-shared/kernel/ids.ts";
import { referenceSchema, type Reference } from "../../src-shared/protocol/reference.ts";
import type { Platform } from "../platform/platform.ts";
import { asUnavailable } from "../platform/unavailable.ts";
import { sha256Of } from "./seal.ts";

/** The reference data in force, and the rules that it stands for. */
export type ReferenceStore = Readonly<{
  reference$: Observable<Reference>;
  current: () => Reference;
  rules: () => Rules;
  adopt: (reference: Reference) => Promise<void>;
}>;

type Place = Pick<Platform, "blobs" | "secrets">;

// [Note: reference beside the journal] The reference lies among the files, named by a secret, and not in IndexedDB:
// after a loss of IndexedDB the desk must still be able to judge the unsent steps that the journal brings back.
export function createReferenceStore(platform: Place, account: UserId, start: Reference): ReferenceStore {
  const reference$ = new BehaviorSubject(start);
  let rules = rulesOf(start);
  return {
    reference$,
    current: () => reference$.value,
    rules: () => rules,
    adopt: async (reference) => {
      await saveReference(platform, account, reference).catch(unlessFull);
      rules = rulesOf(reference);
      reference$.next(reference);
    },
  };
}

/** It is in force all the same, and the next start asks for it again. @see docs/spec/loss.md LO-16 */
function unlessFull(fault: unknown): void {
  if (asUnavailable(fault).reason !== "disk-full") throw fault;
}

/** Keeps a reference for the next start without a line; the one before goes. */
export async function saveReference(platform: Place, account: UserId, reference: Reference): Promise<void> {
  const blob = new Blob([JSON.stringify(reference)], { type: "application/json" });
  const hash = await sha256Of(await blob.arrayBuffer());
  const before = await platform.secrets.get(placeOf(account));
  await platform.blobs(account).put(hash, blob);
  await platform.secrets.set(placeOf(account), hash);
  if (before !== null && before !== hash) await platform.blobs(account).delete(sha256(before));
}

/**
 * The reference that was kept; null when there is none that this build can read: the province gives it again.
 * @see docs/spec/files.md FI-72
 */
export async function readReference(platform: Place, account: UserId): Promise<Reference | null> {
  const hash = await readReferenceName(platform, account);
  if (hash === null) return null;
  try {
    const blob = await platform.blobs(account).read(hash);
    const value: unknown = JSON.parse((await blob?.text()) ?? "null");
    return Value.Check(referenceSchema, value) ? value : null;
  } catch {
    return null;
  }
}

/** The name under which the reference lies among the files. */
export async function readReferenceName(platform: Place, account: UserId): Promise<Sha256 | null> {
  const hash = await platform.secrets.get(placeOf(account));
  return hash === null ? null : sha256(hash);
}

function placeOf(account: UserId): string {
  return `reference.${account}`;
}

/** The rules in force, with offices and people found by their ids. */
export function rulesOf(reference: Reference): Rules {
  const byId = new Map(reference.offices.map((office) => [office.id, office]));
  const offices: OfficeLookup = { find: (id) => byId.get(id), hub: reference.hub };
  const people = new Map(reference.colleagues.map((colleague) => [colleague.id, colleague]));
  const colleagues: ColleagueLookup = { find: (id) => people.get(id) };
  const { calendar, policy, dictionaries } = reference;
  return { calendar, policy, offices, colleagues, codes: knownCodes(dictionaries) };
}
