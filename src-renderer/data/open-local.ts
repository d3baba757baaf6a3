import type { Journal } from "../platform/platform.ts";
import { openBox, type Box } from "./box.ts";
import type { Account } from "./identity.ts";
import { openMirror, type Mirror } from "./mirror.ts";
import type { Stores } from "./open-stores.ts";

/** What a desk keeps in the browser's database: what must not be lost, and the copy of what the province has. */
export type Databases = Readonly<{ box: Box; mirror: Mirror }>;

/**
 * Opens both at once: half of the time goes into waiting for the browser, so whoever has more to read begins with this.
 * When one does not open the other is closed again.
 * @throws Unavailable when a database does not open
 */
export async function openDatabases({ userId, profile }: Account): Promise<Databases> {
  const opening = [openBox(userId), openMirror(userId, profile)] as const;
  try {
    const [box, mirror] = await Promise.all(opening);
    return { box, mirror };
  } catch (fault) {
    await Promise.allSettled(opening.map((one: Promise<Box | Mirror>) => one.then((opened) => opened.close())));
    throw fault;
  }
}

/** Closes both, whatever becomes of either. */
export async function closeDatabases({ box, mirror }: Databases): Promise<void> {
  await Promise.allSettled([box.close(), mirror.close()]);
}

type Local = Readonly<{ stores: Stores; mirror: Mirror }>;

/** Closes all of it; steps that the box has not been told of are told first. */
export async function closeLocal({ stores, mirror }: Local, journal: Journal): Promise<void> {
  await stores.outbox.projected().catch(() => undefined);
  await Promise.allSettled([stores.box.close(), mirror.close(), journal.close()]);
}
