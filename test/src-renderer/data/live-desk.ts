import { filter, firstValueFrom, tap, timeout, type Observable } from "rxjs";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Desk, OrderView, SyncStatus } from "../../../src-renderer/data/desk-api.ts";
import type { WatchedDoor } from "../../../src-renderer/data/door.ts";

/** The password of every account of the demo. */
export const password = "lianxinqiao-demo-2026";

/** Signs in at a door; throws with the trouble where that fails. */
export async function signedIn(door: Pick<WatchedDoor, "signIn">, username: string): Promise<Desk> {
  const opened = await door.signIn(username, password);
  if (!opened.ok) throw new Error(opened.trouble);
  return opened.desk;
}

/** The first value of a stream that is as wanted, within 15 s; what came last is in the error. */
export async function until<T>(source: Observable<T>, is: (value: T) => boolean): Promise<T> {
  let last: unknown = "nothing";
  const noted = source.pipe(tap((value) => void (last = value)));
  return firstValueFrom(noted.pipe(filter(is), timeout(15_000))).catch(() => {
    throw new Error(`never came: ${is.toString()}; last ${JSON.stringify(last)?.slice(0, 1500)}`);
  });
}

export const status = (desk: Desk, is: (status: SyncStatus) => boolean): Promise<SyncStatus> => until(desk.sync$, is);

export const drained = (desk: Desk): Promise<SyncStatus> =>
  status(desk, ({ unsent, line, firstSync }) => unsent === 0 && line === "online" && firstSync === null);

export const when = (desk: Desk, id: OrderId, is: (view: OrderView) => boolean): Promise<OrderView> =>
  until(desk.order$(id), (view) => view !== null && is(view)) as Promise<OrderView>;
