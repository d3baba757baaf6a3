import type { BehaviorSubject } from "rxjs";

import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Platform } from "../platform/platform.ts";
import { rememberAccount, type Account } from "./identity.ts";
import { unsentEntries } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import type { Stores } from "./open-stores.ts";
import type { ProvinceClock } from "./province-clock.ts";
import type { Told } from "./told.ts";

type Becoming = Readonly<{
  parts: Readonly<{ platform: Pick<Platform, "secrets">; account: Account }>;
  profile$: BehaviorSubject<Profile>;
  mirror: Pick<Mirror, "writeFact">;
  stores: Pick<Stores, "outbox">;
  clock: Pick<ProvinceClock, "now">;
  told: Told;
}>;

/**
 * The account has another office or other roles: the mirror is fetched anew from there, and the person is told why other
 * orders are on the lists.
 * @see docs/spec/local-store.md LS-63
 */
export async function becomes(desk: Becoming, profile: Profile): Promise<void> {
  const { parts, profile$, mirror, stores, told, clock } = desk;
  const before = profile$.value;
  profile$.next(profile);
  await mirror.writeFact("office", profile.office);
  await rememberAccount(parts.platform.secrets, { ...parts.account, profile });
  if (isSamePlace(before, profile)) return;
  await told.tell("account-changed", unsentEntries(stores.outbox.ledger()).length, clock.now());
}

function isSamePlace(before: Profile, now: Profile): boolean {
  const rolesOf = ({ roles }: Profile): string => roles.toSorted().join();
  return before.office === now.office && rolesOf(before) === rolesOf(now);
}
