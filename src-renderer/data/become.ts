import type { BehaviorSubject } from "rxjs";

import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Platform } from "../platform/platform.ts";
import { updateAccount, type Account } from "./identity.ts";
import { unsentEntries } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import type { Stores } from "./open-stores.ts";
import type { ProvinceClock } from "./province-clock.ts";
import type { Told } from "./told.ts";
import type { Standpoint } from "./work-list.ts";

type Becoming = Readonly<{
  parts: Readonly<{ platform: Pick<Platform, "secrets">; account: Account }>;
  profile$: BehaviorSubject<Profile>;
  standpoint: () => Standpoint;
  mirror: Pick<Mirror, "readFact" | "writeFact" | "relist">;
  stores: Pick<Stores, "outbox">;
  clock: Pick<ProvinceClock, "now">;
  told: Told;
}>;

// [Note: cut off in between] The mirror's own office says whose copy it is: a start at which the account says another one
// forgets the copy (`openMirror`). So the account is remembered before it. And who this desk takes itself for changes last:
// until then the old scope stands, and whatever failed before is done once more at the next cursor (data/own-scope.ts).
/**
 * The account as the province has it now. Has it another office or other roles, the person is told why other orders are on
 * the lists; with another office those that stay stand on other lists.
 * @see docs/spec/local-store.md LS-63, LS-78
 */
export async function becomes(desk: Becoming, profile: Profile): Promise<void> {
  const { parts, profile$, mirror, stores, told, clock } = desk;
  // Told first, too: a start that finds the new account already there has no change to tell of.
  if (!isSamePlace(profile$.value, profile)) {
    await told.tell("account-changed", unsentEntries(stores.outbox.ledger()).length, clock.now());
  }
  await updateAccount(parts.platform.secrets, { ...parts.account, profile });
  const { office } = profile;
  if ((await mirror.readFact("office")) !== office) {
    await mirror.relist({ ...desk.standpoint(), office });
    await mirror.writeFact("office", office);
  }
  profile$.next(profile);
}

/** Whether two accounts have the same office and roles. */
export function isSamePlace(before: Profile, now: Profile): boolean {
  const rolesOf = ({ roles }: Profile): string => roles.toSorted().join();
  return before.office === now.office && rolesOf(before) === rolesOf(now);
}
