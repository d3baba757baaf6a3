import type { BehaviorSubject } from "rxjs";

import type { Hold, Journal, Platform } from "../platform/platform.ts";
import type { Desk } from "./desk-api.ts";
import { openDesk } from "./desk.ts";
import type { Holds } from "./holds.ts";
import type { Http } from "./http.ts";
import { closeDatabases, openDatabases } from "./open-local.ts";

/** Does the work; when it fails, lets go of what was taken for it, and goes on failing. */
export async function orLetGo<Value>(letGo: () => Promise<void> | void, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (fault) {
    await letGo();
    throw fault;
  }
}

/** A journal that stays open keeps every other page from it. */
export function closing(journal: Journal): () => Promise<void> {
  return () => journal.close().catch(() => undefined);
}

/** What a door opens desks with. */
export type DoorParts = Readonly<{
  platform: Platform;
  http: Http;
  holds: Holds;
  takenOver$: BehaviorSubject<boolean>;
}>;

type Parts = Omit<Parameters<typeof openDesk>[0], "platform" | "http">;

/** Opens the desk of an account whose lock is held and whose databases are still to be opened. */
export async function openWhole(inner: DoorParts, hold: Hold, parts: Omit<Parts, "databases">): Promise<Desk> {
  const databases = await orLetGo(closing(parts.journal), () => openDatabases(parts.account));
  return openHeld(inner, hold, { ...parts, databases });
}

/** Opens the desk of an account whose lock is held, and lets go of it when the desk ends or does not open. */
export async function openHeld(inner: DoorParts, hold: Hold, parts: Parts): Promise<Desk> {
  const { platform, http, holds, takenOver$ } = inner;
  const { account, journal, databases } = parts;
  const end = (): void => holds.drop(account.userId);
  const letGo = async (): Promise<void> => {
    await Promise.all([closing(journal)(), closeDatabases(databases)]);
  };
  const desk = await orLetGo(letGo, () => openDesk({ platform, http, ...parts }, end));
  hold.onAsked(() => {
    takenOver$.next(true);
    void desk.close();
  });
  return desk;
}
