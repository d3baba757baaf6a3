import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import { createPace, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import { createPages } from "../../../src-renderer/data/page-ahead.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { openOpenings } from "../../../src-renderer/data/openings.ts";
import { openUploads } from "../../../src-renderer/data/uploads.ts";
import { fakeReference } from "../../support/fake-reference.ts";
import type { Parts } from "./desk-parts.ts";

export const cursorAt = (version: number): Cursor => ({ epoch: "e1", scopeHash: "s", versions: { c: version } });

/** What a province answers in a test; what it is not asked for fails. */
export type Api = Partial<ErrandParts["api"]>;

/** The errands of a desk without a line, against such a province. */
export async function errandsOf(desk: Parts, api: Api, mirror: Mirror = desk.mirror): Promise<ErrandParts> {
  const never = () => Promise.reject(new Error("not asked for"));
  let epoch: string | null = "e1";
  return {
    api: {
      push: never,
      pull: never,
      bootstrap: never,
      audit: never,
      orders: never,
      reference: never,
      newerReference: never,
      profile: never,
      openings: never,
      ...api,
    },
    outbox: desk.outbox,
    mirror,
    clock: desk.submit.clock,
    key: desk.device.key,
    blobs: { put: never, read: never, size: never, delete: async () => {}, names: never },
    uploads: await openUploads(desk.box),
    upload: { run: never, cancel: () => {} } as never,
    openings: await openOpenings({ box: desk.box, mirror, standpoint: desk.standpoint, now: desk.submit.clock.now }),
    pace: createPace(),
    pages: createPages(),
    monotonic: () => performance.now(),
    reference: { current: () => fakeReference } as never,
    standpoint: desk.standpoint,
    epoch: { read: async () => epoch, write: async (next) => void (epoch = next) },
    heard: async () => {},
    emptied: async () => {},
    restored: async () => {},
    space: async () => "roomy",
    doubt: { isOpen: () => false, settle: async () => {} },
    audited: async () => {},
    ownScope: { meet: async () => null },
  };
}
