import Value from "typebox/value";

import type { Instant } from "../../../src-shared/kernel/instant.ts";
import type { Sha256 } from "../../../src-shared/kernel/ids.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import { maxPacketBytes } from "../../../src-shared/protocol/courier.ts";
import { cursorSchema, maxPushActions, protocolVersion } from "../../../src-shared/protocol/sync.ts";
import { packetFormat, provinceName, type PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { exchanged } from "../../../src-shared/sync/courier/packet-key.ts";
import { endMessage, type OfficeHead, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { filePieceBytes, sealPacket, type PacketPart } from "../../../src-shared/sync/courier/seal-packet.ts";
import { readValue } from "../box.ts";
import type { DeskCore } from "../desk-core.ts";
import { openDevice } from "../identity.ts";
import { unsentEntries } from "../ledger.ts";
import { packetEntries } from "../offer-again.ts";
import { sealBatch } from "../seal.ts";
import type { UploadJob } from "../uploads.ts";
import type { CourierTrouble } from "./courier-api.ts";
import { keyBytes, newPair, replyPair } from "./reply-key.ts";
import { applicationOf, readSetup } from "./setup-kept.ts";

/** What a packet that was written carries. `files` are those whose bytes came along. */
export type Written = Readonly<{
  id: string;
  blob: Blob;
  at: Instant;
  steps: number;
  files: readonly Sha256[];
  filesLeft: number;
}>;

/** Files of a packet together, bytes: the rest of it stays far below what is taken. */
const maxFileBytes = maxPacketBytes - 64 * 1024 * 1024;

/**
 * Writes everything that waits into one packet: sealed steps, the files whose bytes are here, and where this desk's copy
 * stands. Nothing is forgotten by it: until receipts come, the next packet carries the same steps again.
 * @throws Unavailable when the journal cannot be written
 * @see docs/spec/courier.md CP-20, CP-21
 */
export async function writePacket(core: DeskCore, id: string): Promise<Written | CourierTrouble> {
  const keys = core.reference.current().courier;
  if (!keys) return "courier-not-ready";
  const { account, platform } = core.parts;
  const device = await openDevice(account.device);
  const at = core.clock.now();
  const unlimited = { actions: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
  const all = await sealBatch(core.stores.outbox, { key: device.key, at, pace: unlimited, next: packetEntries });
  const actions = all.filter((action) => action.deviceId === device.id);
  const { packed, left } = await filesOf(core);
  const once = await newPair();
  const reply = await replyPair(platform.secrets, device.id);
  const setup = await readSetup(platform.secrets, account.userId);
  const isNew = setup !== null && !setup.isRegistered;
  const header: PacketHeader = {
    format: packetFormat,
    kind: isNew ? "application" : "office",
    id,
    from: device.id,
    to: await provinceName(crypto.subtle, keys),
    madeAt: at,
    ephemeral: once.pair.publicKey,
    ...(isNew ? { device: device.publicKey } : {}),
  };
  const secret = exchanged(crypto.subtle, { own: once.pair.privateKey, other: keyBytes(keys.exchange) });
  const sealing = { crypto: crypto.subtle, header, secret, signing: device.key };
  const head = await headOf(core, { replyKey: reply.publicKey, steps: actions.length, files: packed.length });
  const first: PacketMessage[] = isNew
    ? [{ kind: "application", ...applicationOf(setup, platform.facts.deviceName) }, head]
    : [head];
  const blob = await gathered(sealPacket(sealing, partsOf(first, actions, packed)));
  const files = packed.map(({ job }) => job.sha256);
  return { id, blob, at, steps: actions.length, files, filesLeft: left };
}

async function headOf(
  { parts, stores, mirror, reference, openings }: DeskCore,
  carried: Pick<OfficeHead, "replyKey" | "steps" | "files">,
): Promise<OfficeHead> {
  const cursor: unknown = JSON.parse((await mirror.readFact("cursor")) ?? "null");
  return {
    kind: "office",
    protocol: protocolVersion,
    userId: parts.account.userId,
    epoch: await readValue(stores.box, "epoch").catch(() => null),
    cursor: Value.Check(cursorSchema, cursor) ? cursor : null,
    referenceVersion: reference.current().version,
    since: unsentEntries(stores.outbox.ledger())[0]?.savedAt ?? null,
    ...(openings.count() > 0 && { openings: [...openings.next()] }),
    ...carried,
  };
}

type PackedFile = Readonly<{ job: UploadJob; bytes: Blob }>;

/** The files that wait and whose bytes are here, oldest first, as far as they fit into one packet. */
async function filesOf({
  parts,
  stores,
}: DeskCore): Promise<Readonly<{ packed: readonly PackedFile[]; left: number }>> {
  const blobs = parts.platform.blobs(parts.account.userId);
  const packed: PackedFile[] = [];
  let room = maxFileBytes;
  let left = 0;
  for (const job of stores.uploads.portable()) {
    // One that cannot be read must not keep all steps here: it goes on waiting.
    const bytes = await blobs.read(job.sha256).catch(() => null);
    if (bytes === null || bytes.size === 0) continue;
    if (bytes.size > room) {
      left += 1;
      continue;
    }
    room -= bytes.size;
    packed.push({ job, bytes });
  }
  return { packed, left };
}

async function* partsOf(
  first: readonly PacketMessage[],
  actions: readonly ActionEnvelope[],
  files: readonly PackedFile[],
): AsyncGenerator<PacketPart> {
  const value = (message: PacketMessage): PacketPart => ({ kind: "value", value: message });
  yield* first.map(value);
  for (let at = 0; at < actions.length; at += maxPushActions) {
    yield value({ kind: "actions", actions: actions.slice(at, at + maxPushActions) });
  }
  for (const { job, bytes } of files) {
    yield value({ kind: "file", sha256: job.sha256, size: bytes.size, type: job.type });
    for (let at = 0; at < bytes.size; at += filePieceBytes) {
      const piece = await bytes.slice(at, at + filePieceBytes).arrayBuffer();
      yield { kind: "bytes", bytes: new Uint8Array(piece) };
    }
  }
  yield value(endMessage);
}

/** Pieces that are handed to the browser's own store at once, bytes: an old computer has little memory. */
const handedOverBytes = 8 * 1024 * 1024;

async function gathered(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const parts: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < handedOverBytes) continue;
    parts.push(new Blob(held));
    held = [];
    size = 0;
  }
  return new Blob([...parts, ...held], { type: "application/octet-stream" });
}
