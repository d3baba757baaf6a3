import type { Cursor } from "../../src-shared/protocol/sync.ts";
import { beginAnew } from "./errand-ends.ts";
import type { Epoch } from "./epoch.ts";
import type { HttpAnswer } from "./http.ts";
import { meetEpoch } from "./meet-epoch.ts";
import type { Mirror } from "./mirror.ts";
import type { Outbox } from "./outbox.ts";

type HttpFailure = Extract<HttpAnswer<unknown>, { ok: false }>;

type Parts = Readonly<{ mirror: Mirror; epoch: Epoch; outbox: Outbox }>;

/**
 * What goes before the first page of a first sync is stored; answers why the account could not be read.
 * @see docs/spec/local-store.md LS-66
 */
export async function beginPass(
  parts: Parts,
  { epoch }: Cursor,
  said: Promise<readonly [HttpFailure | null, unknown]>,
): Promise<HttpFailure | null> {
  const [unread] = await said;
  if (unread !== null) return unread;
  await meetEpoch(parts, epoch);
  await beginAnew(parts.mirror);
  await parts.mirror.beginPass();
  return null;
}
