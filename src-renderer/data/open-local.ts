import type { Journal, Platform } from "../platform/platform.ts";
import type { Account } from "./identity.ts";
import { openMirror, type Mirror } from "./mirror.ts";
import { openStores, type Stores } from "./open-stores.ts";
import type { Standpoint } from "./work-list.ts";

/** What a desk keeps on its computer: what must not be lost, and the copy of what the province has. */
export type LocalStores = Readonly<{ stores: Stores; mirror: Mirror }>;
type LocalParts = Readonly<{ platform: Platform; account: Account; journal: Journal }>;

/**
 * Opens both at once: half of the time goes into waiting for the browser. When one does not open the other is closed again.
 * @throws Unavailable when the local store does not open
 */
export async function openLocal({ platform, account, journal }: LocalParts, desk: Standpoint): Promise<LocalStores> {
  const opening = openStores(journal, account, platform.clock.wall());
  // Waited for below; until then nobody hears of it.
  opening.catch(() => undefined);
  try {
    const mirror = await openMirror(account.userId, desk);
    return { mirror, stores: await orClose(mirror, opening) };
  } catch (fault) {
    await opening.then(({ box }) => box.close()).catch(() => undefined);
    throw fault;
  }
}

async function orClose(mirror: Mirror, opening: Promise<Stores>): Promise<Stores> {
  try {
    return await opening;
  } catch (fault) {
    await mirror.close().catch(() => undefined);
    throw fault;
  }
}

/** Closes all of it; steps that the box has not been told of are told first. */
export async function closeLocal({ stores, mirror }: LocalStores, journal: Journal): Promise<void> {
  await stores.outbox.projected().catch(() => undefined);
  await Promise.allSettled([stores.box.close(), mirror.close(), journal.close()]);
}
