import { BehaviorSubject } from "rxjs";

import type { Cursor, FeedRow } from "../../../src-shared/protocol/sync.ts";
import type { ReturnFacts } from "../../../src-renderer/data/courier/read-return.ts";
import type { DeskCore } from "../../../src-renderer/data/desk-core.ts";
import type { ErrandParts } from "../../../src-renderer/data/errands.ts";
import type { Parts } from "./desk-parts.ts";

/** A desk without an engine, as far as a return packet needs one. */
export function packetDesk(desk: Parts, errands: ErrandParts): DeskCore {
  const { box, outbox, mirror, standpoint, account } = desk;
  const profile = profileOf(desk);
  const core = {
    parts: { account: { userId: account, profile }, session: { isSignedIn: () => true } },
    stores: { box, outbox, uploads: errands.uploads },
    mirror,
    clock: errands.clock,
    epoch: errands.epoch,
    reference: errands.reference,
    profile$: new BehaviorSubject(profile),
    standpoint,
    openings: errands.openings,
    partials: { blobs: errands.blobs },
    driver: { state$: new BehaviorSubject({ inFlight: null }), tell: () => {} },
    heardByHand$: new BehaviorSubject<number | null>(null),
    sync$: new BehaviorSubject({ lastContactAt: null }),
  };
  return core as unknown as DeskCore;
}

/** A return packet with all orders of an epoch and no receipt. */
export function allOrders(desk: Parts, cursor: Cursor, rows: readonly FeedRow[]): ReturnFacts {
  const profile = profileOf(desk);
  return {
    ticket: null,
    head: { kind: "return", answers: null, epoch: cursor.epoch, profile, expected: null },
    madeAt: 1_900_000_000_000,
    receipts: [],
    stored: [],
    reference: null,
    since: null,
    cursor,
    rows: async function* () {
      yield rows;
    },
  };
}

function profileOf({ account, actor$ }: Parts): ReturnFacts["head"]["profile"] {
  const { name, office } = actor$.value;
  return { userId: account, username: "taishan", name, office, officeName: "泰山区", roles: [], hub: office };
}
