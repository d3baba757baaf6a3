import { randomUUID } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";

import { sha256, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { accept, type Result } from "../../../src-shared/kernel/result.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { PacketArrival } from "../../../src-shared/protocol/courier.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import { readMessage, type FileMessage, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import type { BlobStore } from "../../store/blob-store.ts";
import { findUser } from "../../store/user-store.ts";
import { adoptAwaited } from "../adopt-files.ts";
import type { Province } from "../province.ts";
import { actorReader, scopeReader } from "../read-actor.ts";
import { receiveActions } from "../receive-actions.ts";
import { takeOpenings } from "../take-openings.ts";
import { isAttachmentType, takeFile } from "../take-file.ts";
import { answerToken } from "./answer-token.ts";
import { withPacketFile } from "./packet-file.ts";
import { readOfficePacket, type OfficePacket, type PacketRefusal } from "./read-office-packet.ts";

export type PacketParts = Readonly<{ province: Province; blobs: BlobStore }>;

type Taken = Readonly<{
  receipts: readonly Receipt[];
  seqs: [number, number] | null;
  expected: number | null;
  stored: readonly Sha256[];
  refusedFiles: PacketArrival["refusedFiles"];
}>;

// [Note: a packet is a slow push] Steps of a packet are received as those of a push are, in batches of one transaction
// each: same ids, same seq, same receipts. What makes an import all or nothing is that the packet is checked from end to
// end before the first batch; a province that stops in the middle has a prefix of the steps, and the same file, or the
// line, brings the rest.
/**
 * Imports an office's packet: its steps in seq order, then its files. The same packet again, late, out of order, after
 * or beside a push, has one effect.
 * @param place the packet's file; files of it are unpacked beside it
 * @see docs/spec/courier.md CP-10 to CP-16
 */
export async function takePacket(parts: PacketParts, place: string): Promise<Result<PacketArrival, PacketRefusal>> {
  return withPacketFile(place, async (source) => {
    const office = await readOfficePacket(parts.province, source);
    if (!office.ok) return office;
    const taken = await takeContents(parts, office.value, `${place}.${randomUUID()}`);
    if (taken.ok) await takeOpened(parts.province, office.value);
    return taken.ok ? accept(await arrivalOf(parts.province, office.value, taken.value)) : taken;
  });
}

/** What was opened is told after the steps, as over the line (docs/spec/receipts.md RC-10). */
async function takeOpened(province: Province, { head, device }: OfficePacket): Promise<void> {
  if (!head.openings) return;
  const readScope = scopeReader({ userId: device.userId, deviceId: device.id });
  await takeOpenings(province, readScope, head.openings);
}

async function takeContents(
  parts: PacketParts,
  { packet, device }: OfficePacket,
  place: string,
): Promise<Result<Taken, "account-disabled">> {
  const receiving = createReceiving(parts.province, device);
  const unpacker = createUnpacker(place);
  const stored: Sha256[] = [];
  const refusedFiles: PacketArrival["refusedFiles"] = [];
  const keep = async (file: FileMessage): Promise<void> => {
    const refusal = await keepFile(parts, { place, file, from: device.userId });
    if (refusal === null) stored.push(file.sha256);
    else refusedFiles.push({ sha256: file.sha256, code: refusal });
  };
  try {
    for await (const part of packet.parts()) {
      const taken = part.kind === "value" ? await takeMessage(readMessage(part.value), unpacker, receiving) : null;
      if (taken?.ok === false) return taken;
      const file = part.kind === "bytes" ? await unpacker.write(part.bytes) : null;
      if (file !== null) await keep(file);
    }
  } finally {
    await unpacker.close();
  }
  const steps = receiving.steps();
  if (steps.isTold) await adoptAwaited(parts.province, parts.blobs);
  return accept({ ...steps, stored, refusedFiles });
}

async function takeMessage(
  message: PacketMessage | null,
  unpacker: Unpacker,
  receiving: Receiving,
): Promise<Result<null, "account-disabled">> {
  if (message?.kind === "file") await unpacker.begin(message);
  return message?.kind === "actions" ? receiving.take(message.actions) : accept(null);
}

type Steps = Pick<Taken, "receipts" | "seqs" | "expected"> & Readonly<{ isTold: boolean }>;

/** Takes the steps batch by batch, until one begins beyond the next seq. `isTold` when one of them names a file. */
type Receiving = Readonly<{
  take: (actions: readonly ActionEnvelope[]) => Promise<Result<null, "account-disabled">>;
  steps: () => Steps;
}>;

function createReceiving(province: Province, device: OfficePacket["device"]): Receiving {
  let steps: Steps = { receipts: [], seqs: null, expected: null, isTold: false };
  return {
    steps: () => steps,
    take: async (actions) => {
      if (steps.expected !== null) return accept(null);
      const received = await receiveActions(province, senderOf(device), deliveryOf(province, actions));
      if (!received.ok) return received;
      const { receipts, expected } = received.value;
      const isTold = steps.isTold || actions.some((action) => action.type === "attach");
      steps = { receipts: [...steps.receipts, ...receipts], seqs: widened(steps.seqs, actions), expected, isTold };
      return accept(null);
    },
  };
}

function senderOf(device: OfficePacket["device"]): Parameters<typeof receiveActions>[1] {
  const signed = { deviceId: device.id, userId: device.userId };
  return { ...signed, readActor: actorReader(signed) };
}

function deliveryOf(province: Province, actions: readonly ActionEnvelope[]): Parameters<typeof receiveActions>[2] {
  return { receivedAt: province.now(), actions: () => actions };
}

function widened(seqs: Taken["seqs"], actions: readonly ActionEnvelope[]): Taken["seqs"] {
  const all = [...(seqs ?? []), ...actions.map((action) => action.seq)];
  return [Math.min(...all), Math.max(...all)];
}

type Unpacker = Readonly<{
  begin: (file: FileMessage) => Promise<void>;
  /** the file, when this was its last piece */
  write: (bytes: Uint8Array) => Promise<FileMessage | null>;
  close: () => Promise<void>;
}>;

function createUnpacker(place: string): Unpacker {
  let current: Readonly<{ file: FileMessage; handle: FileHandle }> | null = null;
  let left = 0;
  const end = async (): Promise<void> => {
    await current?.handle.close();
    current = null;
  };
  return {
    begin: async (file) => {
      await end();
      // A file that was kept may be a link to these very bytes: never written over.
      await rm(place, { force: true });
      current = { file, handle: await open(place, "w") };
      left = file.size;
    },
    write: async (bytes) => {
      if (current === null) return null;
      const { file, handle } = current;
      await handle.appendFile(bytes);
      left -= bytes.length;
      if (left > 0) return null;
      await end();
      return file;
    },
    close: async () => {
      await end();
      await rm(place, { force: true });
    },
  };
}

type Unpacked = Readonly<{ place: string; file: FileMessage; from: OfficePacket["device"]["userId"] }>;

/** Keeps a file as if it had come over the line; returns why not. */
async function keepFile({ province, blobs }: PacketParts, { place, file, from }: Unpacked): Promise<string | null> {
  const { type } = file;
  if (!isAttachmentType(type)) return "file-type";
  const kept = await takeFile(province, blobs, { place, sha256: sha256(file.sha256), type, from });
  return kept.ok ? null : kept.refusal;
}

async function arrivalOf(province: Province, office: OfficePacket, taken: Taken): Promise<PacketArrival> {
  const { head, device, packet } = office;
  const user = await findUser(province.store.db, device.userId);
  const asked = {
    packet: packet.header.id,
    deviceId: device.id,
    userId: device.userId,
    seqs: taken.seqs,
    expected: taken.expected,
    cursor: head.cursor,
    referenceVersion: head.referenceVersion,
    replyKey: head.replyKey,
    files: [...taken.stored],
  };
  const count = (...verdicts: readonly Receipt["verdict"][]): number =>
    taken.receipts.filter((receipt) => verdicts.includes(receipt.verdict)).length;
  return {
    deviceId: device.id,
    person: user?.name ?? "",
    office: (user && province.rules.offices.find(user.office)?.shortName) ?? "",
    madeAt: packet.header.madeAt,
    steps: head.steps,
    accepted: count("applied", "merged"),
    refused: count("rejected"),
    parked: count("parked"),
    files: taken.stored.length,
    refusedFiles: taken.refusedFiles,
    expected: taken.expected,
    answer: answerToken(province.courier.answerKey, asked),
  };
}
