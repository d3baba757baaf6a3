import { BehaviorSubject } from "rxjs";

import { deviceId } from "../../src-shared/kernel/ids.ts";
import type {
  Courier,
  PacketContents,
  PacketOpened,
  PacketWritten,
} from "../../src-renderer/data/courier/courier-api.ts";
import { fakeNow } from "./fake-orders.ts";

const nothing: PacketContents = { isReady: true, steps: 0, files: 0, bytes: 0, since: null, written: null };

/** A courier that says what a test tells it to. */
export type FakeCourier = Courier &
  Readonly<{
    holds: (part: Partial<PacketContents>) => void;
    answers: (part: Readonly<{ written?: PacketWritten; opened?: PacketOpened }>) => void;
  }>;

export function fakeCourier(): FakeCourier {
  const contents$ = new BehaviorSubject<PacketContents>(nothing);
  const file = { name: "离线包-泰山区总工会-2026-03-02-09-00.lxqpack", blob: new Blob(["packet"]) };
  let written: PacketWritten = { ok: true, file, steps: 3, files: 1, filesLeft: 0 };
  let opened: PacketOpened = { ok: false, trouble: "packet-unreadable" };
  return {
    contents$,
    holds: (part) => contents$.next({ ...contents$.value, ...part }),
    answers: (part) => {
      written = part.written ?? written;
      opened = part.opened ?? opened;
    },
    write: async () => {
      const { steps, files } = contents$.value;
      if (written.ok) contents$.next({ ...contents$.value, written: { at: fakeNow, steps, files } });
      return written;
    },
    open: async (_file, progress) => {
      progress?.(1, 2);
      return opened;
    },
  };
}

/** What a relayed packet of a county brings back. */
export const relayedPacket: PacketOpened = {
  ok: true,
  kind: "relayed",
  arrival: {
    deviceId: deviceId("01890000-0000-7000-8000-0000000000d1"),
    person: "秦若谷",
    office: "岱岳区总",
    madeAt: fakeNow - 7_200_000,
    steps: 4,
    accepted: 3,
    refused: 1,
    parked: 0,
    files: 2,
    refusedFiles: [],
    expected: null,
    answer: "token",
  },
  answer: { name: "回执包-岱岳区总-2026-03-02-09-00.lxqpack", blob: new Blob(["answer"]) },
};
