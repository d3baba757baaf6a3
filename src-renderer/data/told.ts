import { BehaviorSubject, type Observable } from "rxjs";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { dropValue, readValue, writeValue, type Box } from "./box.ts";

/**
 * What happened to this computer's data and was put right by itself. `journal-torn`: a write that the machine broke off
 * (`n` bytes), nothing of which had been called saved. `province-restored`: the province went back to a backup and was
 * offered `n` steps again. `device-renamed`: the data was also on another computer, and `n` unsent steps go on under a
 * name of this one's own. `app-updated`: another version of the program took over `n` unsent steps. `account-changed`: the
 * account has another office or other roles, and `n` unsent steps go on.
 */
export const happenings = [
  "journal-torn",
  "province-restored",
  "device-renamed",
  "app-updated",
  "account-changed",
] as const;
export type Happening = (typeof happenings)[number];

const happenedSchema = Type.Object({ n: Type.Integer(), at: Type.Integer() });

/** Something that the person is told once, in one sentence, until it is put away. */
export type Happened = Readonly<Static<typeof happenedSchema>> & Readonly<{ what: Happening }>;

const keyOf = (what: Happening): string => `told.${what}`;

/** Notes what happened, over restarts. A box that cannot be written must not stand in the way of the work. */
export async function noteHappening(box: Box, what: Happening, { n, at }: { n: number; at: Instant }): Promise<void> {
  await writeValue(box, keyOf(what), JSON.stringify({ n, at })).catch(() => undefined);
}

/** What has happened and was not put away yet. */
export async function readHappenings(box: Box): Promise<readonly Happened[]> {
  const all = await Promise.all(happenings.map((what) => readOne(box, what)));
  return all.flatMap((one) => one ?? []);
}

async function readOne(box: Box, what: Happening): Promise<Happened | null> {
  const noted: unknown = JSON.parse((await readValue(box, keyOf(what))) ?? "null");
  return Value.Check(happenedSchema, noted) ? { what, ...noted } : null;
}

/**
 * Notes which version of the program works here; another one than last time that finds steps waiting has taken them over.
 * @see docs/spec/versions.md NV-7
 */
export async function noteVersion(
  box: Box,
  version: string,
  { unsent, at }: Readonly<{ unsent: number; at: Instant }>,
): Promise<void> {
  const before = await readValue(box, "version");
  if (before === version) return;
  if (before !== null && unsent > 0) await noteHappening(box, "app-updated", { n: unsent, at });
  await writeValue(box, "version", version).catch(() => undefined);
}

/** The running desk's list of what happened: told now, kept over restarts, put away one by one. */
export type Told = Readonly<{
  told$: Observable<readonly Happened[]>;
  tell: (what: Happening, n: number, at: Instant) => Promise<void>;
  dismiss: (what: Happening) => void;
}>;

export async function openTold(box: Box): Promise<Told> {
  const told$ = new BehaviorSubject(await readHappenings(box));
  const without = (what: Happening): readonly Happened[] => told$.value.filter((one) => one.what !== what);
  return {
    told$,
    tell: async (what, n, at) => {
      told$.next([...without(what), { what, n, at }]);
      await noteHappening(box, what, { n, at });
    },
    dismiss: (what) => {
      told$.next(without(what));
      dropValue(box, keyOf(what)).catch(() => undefined);
    },
  };
}
