import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { Sha256 } from "../../../src-shared/kernel/ids.ts";
import type { Reference } from "../../../src-shared/protocol/reference.ts";
import type { Cursor, FeedRow, Receipt } from "../../../src-shared/protocol/sync.ts";
import {
  openPacket,
  receiverSecret,
  type OpenPacket,
  type Outline,
  type PacketSource,
} from "../../../src-shared/sync/courier/open-packet.ts";
import { readMessage, type PacketMessage, type ReturnHead } from "../../../src-shared/sync/courier/packet-message.ts";
import { keyBytes } from "./reply-key.ts";

/** A file as the format reads it. */
export function sourceOf(file: Blob): PacketSource {
  return {
    size: file.size,
    read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
  };
}

/** What a return packet says, but for its orders, which may be many: those are read when they are stored. */
export type ReturnFacts = Readonly<{
  /** of a setup packet: the proof that it was opened */
  ticket: string | null;
  head: ReturnHead;
  madeAt: number;
  receipts: readonly Receipt[];
  stored: readonly Sha256[];
  reference: Reference | null;
  since: Cursor | null;
  cursor: Cursor;
  rows: () => AsyncGenerator<readonly FeedRow[]>;
}>;

export type Receiving = Readonly<{ source: PacketSource; outline: Outline; own: CryptoKey; signing: string }>;

/** Checks a return packet whole, and reads it. Refuses `packet-damaged`, and `packet-too-new` for what we do not know. */
export async function readReturn(
  receiving: Receiving,
): Promise<Result<ReturnFacts, "packet-damaged" | "packet-too-new">> {
  const { source, outline, own } = receiving;
  const opening = { crypto: crypto.subtle, source, outline, secret: receiverSecret(crypto.subtle, outline, own) };
  const packet = await openPacket(opening, keyBytes(receiving.signing));
  return packet.ok ? factsOf(packet.value) : packet;
}

type Draft = {
  ticket: string | null;
  head: ReturnHead | null;
  receipts: Receipt[];
  stored: Sha256[];
  reference: Reference | null;
  since: Cursor | null;
  cursor: Cursor | null;
  isEnded: boolean;
};

/** Reads what a checked packet says. */
export async function factsOf(packet: OpenPacket): Promise<Result<ReturnFacts, "packet-damaged" | "packet-too-new">> {
  const draft: Draft = {
    ticket: null,
    head: null,
    receipts: [],
    stored: [],
    reference: null,
    since: null,
    cursor: null,
    isEnded: false,
  };
  for await (const part of packet.parts()) {
    const message = part.kind === "value" ? readMessage(part.value) : null;
    // The signature is good: a province that writes what we do not know is a newer one.
    if (message === null) return refuse("packet-too-new");
    note(draft, message);
  }
  const { ticket, head, cursor, receipts, stored, reference, since } = draft;
  if (head === null || cursor === null || !draft.isEnded) return refuse("packet-damaged");
  const { madeAt } = packet.header;
  const rows = (): ReturnType<typeof rowsOf> => rowsOf(packet);
  return accept({ ticket, head, madeAt, receipts, stored, reference, since, cursor, rows });
}

function note(draft: Draft, message: PacketMessage): void {
  if (message.kind === "setup") draft.ticket = message.ticket;
  if (message.kind === "return") draft.head = message;
  if (message.kind === "receipts") draft.receipts.push(...message.receipts);
  if (message.kind === "stored") draft.stored.push(...message.files);
  if (message.kind === "reference") draft.reference = message.reference;
  if (message.kind === "orders") draft.since = message.since;
  if (message.kind === "cursor") draft.cursor = message.cursor;
  if (message.kind === "end") draft.isEnded = true;
}

async function* rowsOf(packet: OpenPacket): AsyncGenerator<readonly FeedRow[]> {
  for await (const part of packet.parts()) {
    const message = part.kind === "value" ? readMessage(part.value) : null;
    if (message?.kind === "rows") yield message.rows;
  }
}
