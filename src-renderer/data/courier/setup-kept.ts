import { BehaviorSubject, type Observable } from "rxjs";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { UserId } from "../../../src-shared/kernel/ids.ts";
import { applicationSchema, type Application } from "../../../src-shared/protocol/courier.ts";
import type { Secrets } from "../../platform/platform.ts";

/**
 * What an account that was set up without a line keeps until its first sign-in with one: the proof of its setup packet,
 * and the hash of the password, by which one signs in here meanwhile. `isRegistered` once the province knows the device.
 */
const keptSchema = Type.Object({
  setup: applicationSchema.properties.setup,
  ticket: applicationSchema.properties.ticket,
  passwordHash: applicationSchema.properties.passwordHash,
  isRegistered: Type.Boolean(),
});
export type SetupKept = Readonly<Static<typeof keptSchema>>;

export async function readSetup(secrets: Secrets, account: UserId): Promise<SetupKept | null> {
  const text = await secrets.get(placeOf(account));
  const value: unknown = text === null ? null : JSON.parse(text);
  return Value.Check(keptSchema, value) ? value : null;
}

export function keepSetup(secrets: Secrets, account: UserId, kept: SetupKept): Promise<void> {
  return secrets.set(placeOf(account), JSON.stringify(kept));
}

/** The account has signed in over a line: what the setup packet gave is needed no more. */
export function dropSetup(secrets: Secrets, account: UserId): Promise<void> {
  return secrets.delete(placeOf(account));
}

function placeOf(account: UserId): string {
  return `setup.${account}`;
}

/** What a desk tells the province to be registered. */
export function applicationOf(kept: SetupKept, deviceName: string): Application {
  const { setup, ticket, passwordHash } = kept;
  return { setup, ticket, passwordHash, deviceName: deviceName.slice(0, 100) || "desk" };
}

/** An open desk's own setup, as long as it has one. */
export type OwnSetup = Readonly<{
  kept$: Observable<SetupKept | null>;
  kept: () => SetupKept | null;
  registered: () => Promise<void>;
  signedIn: () => Promise<void>;
}>;

export async function openOwnSetup(secrets: Secrets, account: UserId): Promise<OwnSetup> {
  const kept$ = new BehaviorSubject(await readSetup(secrets, account));
  return {
    kept$,
    kept: () => kept$.value,
    registered: async () => {
      const { value } = kept$;
      if (value === null || value.isRegistered) return;
      const known = { ...value, isRegistered: true };
      await keepSetup(secrets, account, known);
      kept$.next(known);
    },
    signedIn: async () => {
      if (kept$.value === null) return;
      await dropSetup(secrets, account);
      kept$.next(null);
    },
  };
}
