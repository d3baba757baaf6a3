import type { BehaviorSubject } from "rxjs";

import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Platform } from "../platform/platform.ts";
import { rememberAccount, type Account } from "./identity.ts";
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

// [Note: office written last] The mirror's own office says whose copy it is: a start at which the account says another one
// forgets the copy (`openMirror`). Written before the account it would outlive a kill with the old account, and the copy
// would be fetched for the new office by a desk that takes itself for the old one.
/**
 * The account as the province has it now. Has it another office or other roles, the person is told why other orders are on
 * the lists; with another office those that stay stand on other lists.
 * @see docs/spec/local-store.md LS-63, LS-66, LS-67
 */
export async function becomes(desk: Becoming, profile: Profile): Promise<void> {
  const { parts, profile$, mirror, stores, told, clock } = desk;
  const before = profile$.value;
  await rememberAccount(parts.platform.secrets, { ...parts.account, profile });
  profile$.next(profile);
  if (!isSamePlace(before, profile)) {
    await told.tell("account-changed", unsentEntries(stores.outbox.ledger()).length, clock.now());
  }
  if ((await mirror.readFact("office")) === profile.office) return;
  await mirror.relist(desk.standpoint());
  await mirror.writeFact("office", profile.office);
}

function isSamePlace(before: Profile, now: Profile): boolean {
  const rolesOf = ({ roles }: Profile): string => roles.toSorted().join();
  return before.office === now.office && rolesOf(before) === rolesOf(now);
}
