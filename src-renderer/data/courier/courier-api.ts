import type { Observable } from "rxjs";

import type { Instant } from "../../../src-shared/kernel/instant.ts";
import type { PacketArrival } from "../../../src-shared/protocol/courier.ts";
import type { HttpFault } from "../http.ts";

/** A file to be saved: what it is called and its bytes. */
export type PacketFile = Readonly<{ name: string; blob: Blob }>;

/** Why a packet gave nothing: a problem by its name, or a word for the line or this computer. */
export type CourierTrouble = string;
type Failed = Readonly<{ ok: false; trouble: CourierTrouble }>;

/** What a packet would carry now; `since` is when the oldest step was saved. `isReady` once the keys are here. */
export type PacketContents = Readonly<{
  isReady: boolean;
  steps: number;
  files: number;
  bytes: number;
  since: Instant | null;
  /** the last packet that was written and that no return packet has answered yet */
  written: Readonly<{ at: Instant; steps: number; files: number }> | null;
}>;

/** `filesLeft` did not fit any more and go in the next packet. */
export type PacketWritten =
  Failed | Readonly<{ ok: true; file: PacketFile; steps: number; files: number; filesLeft: number }>;

/**
 * What came of opening a packet: one of an office was relayed to the province (`answer` is to be carried back), or one
 * for this desk was taken in.
 */
export type PacketOpened =
  | Failed
  | Readonly<{ ok: true; kind: "relayed"; arrival: PacketArrival; answer: PacketFile }>
  | Readonly<{
      ok: true;
      kind: "returned";
      receipts: number;
      refused: number;
      orders: number;
      files: number;
      /** the id of the packet that it answers */
      answers: string | null;
      /** when the province made it */
      at: Instant;
      /** the province asks for earlier steps: a new packet has to be written */
      asksAgain: boolean;
    }>;

/** The courier (离线包) of a desk: what leaves by hand, and what comes back so. */
export type Courier = Readonly<{
  contents$: Observable<PacketContents>;
  /** Seals everything that waits and writes it into one file. Works without a line. */
  write: () => Promise<PacketWritten>;
  /** Opens a packet: relays an office's over this desk's line, takes in one that is for this desk. */
  open: (file: Blob, progress?: (sent: number, size: number) => void) => Promise<PacketOpened>;
}>;

/** A fault of the line as a trouble. */
export function troubleOf(fault: HttpFault): Failed {
  return { ok: false, trouble: fault.kind === "problem" ? fault.name : fault.kind };
}
