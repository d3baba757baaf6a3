import { deviceId } from "../../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import { protocolVersion } from "../../../src-shared/protocol/sync.ts";
import {
  openPacket,
  outlineOf,
  type OpenedPart,
  type OpenPacket,
  type PacketSource,
} from "../../../src-shared/sync/courier/open-packet.ts";
import { readMessage, type OfficeHead, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { findDevice, type Device } from "../../store/device-store.ts";
import type { Province } from "../province.ts";
import { rawKey, subtle } from "./courier-keys.ts";

export type PacketRefusal =
  | "packet-unreadable"
  | "packet-damaged"
  | "packet-foreign"
  | "packet-too-new"
  | "packet-unknown-device"
  | "packet-wrong-way"
  | "account-disabled";

/** An office's packet that was found good from end to end; what it says it carries, it carries. */
export type OfficePacket = Readonly<{ packet: OpenPacket; head: OfficeHead; device: Device }>;

/**
 * Checks an office's packet whole before anything of it has an effect: for whom it is, who signed it, every chunk, and
 * that its contents are of one piece.
 * @see docs/spec/courier.md CP-14
 */
export async function readOfficePacket(
  province: Province,
  source: PacketSource,
): Promise<Result<OfficePacket, PacketRefusal>> {
  const outline = await outlineOf(source);
  if (!outline.ok) return outline;
  const { header } = outline.value;
  if (header.kind !== "office") return refuse("packet-wrong-way");
  if (header.to !== province.courier.name) return refuse("packet-foreign");
  const device = await findDevice(province.store.db, deviceId(header.from));
  const signer = device && rawKey(device.publicKey);
  if (!device || !signer) return refuse("packet-unknown-device");
  if (device.disabledAt !== null) return refuse("account-disabled");
  const opening = { crypto: subtle, source, outline: outline.value, own: province.courier.exchange };
  const packet = await openPacket(opening, signer);
  if (!packet.ok) return packet;
  const head = await contentsOf(packet.value, device);
  return head.ok ? accept({ packet: packet.value, head: head.value, device }) : head;
}

type Tally = Readonly<{ head: OfficeHead | null; steps: number; files: number; owed: number; isEnded: boolean }>;
type Told = Result<Tally, "packet-damaged" | "packet-too-new">;

/** Reads all contents once for what they are: the first message names how many steps and files come, and they do. */
async function contentsOf(
  packet: OpenPacket,
  device: Device,
): Promise<Result<OfficeHead, "packet-damaged" | "packet-too-new">> {
  let tally: Tally = { head: null, steps: 0, files: 0, owed: 0, isEnded: false };
  for await (const part of packet.parts()) {
    const next = tallied(tally, part, device);
    if (!next.ok) return next;
    tally = next.value;
  }
  const { head } = tally;
  if (head === null || !tally.isEnded) return refuse("packet-damaged");
  if (head.steps !== tally.steps || head.files !== tally.files) return refuse("packet-damaged");
  return head.protocol > protocolVersion ? refuse("packet-too-new") : accept(head);
}

function tallied(tally: Tally, part: OpenedPart, device: Device): Told {
  if (tally.isEnded) return refuse("packet-damaged");
  if (part.kind === "bytes") {
    const owed = tally.owed - part.bytes.length;
    return owed < 0 ? refuse("packet-damaged") : accept({ ...tally, owed });
  }
  const message = readMessage(part.value);
  // The signature is good: a device that writes what we do not know is a newer one.
  if (message === null) return refuse("packet-too-new");
  const isInPlace = tally.owed === 0 && (tally.head === null) === (message.kind === "office");
  return isInPlace ? taught(tally, message, device) : refuse("packet-damaged");
}

function taught(tally: Tally, message: PacketMessage, device: Device): Told {
  if (message.kind === "office") return accept({ ...tally, head: message });
  if (message.kind === "file") return accept({ ...tally, files: tally.files + 1, owed: message.size });
  if (message.kind === "end") return accept({ ...tally, isEnded: true });
  if (message.kind !== "actions") return refuse("packet-damaged");
  const isOwn = message.actions.every((action) => action.deviceId === device.id);
  return isOwn ? accept({ ...tally, steps: tally.steps + message.actions.length }) : refuse("packet-damaged");
}
