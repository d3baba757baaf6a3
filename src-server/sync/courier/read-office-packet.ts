import Value from "typebox/value";

import { deviceId, deviceIdSchema, type DeviceId } from "../../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { Application } from "../../../src-shared/protocol/courier.ts";
import { protocolVersion } from "../../../src-shared/protocol/sync.ts";
import {
  openPacket,
  outlineOf,
  receiverSecret,
  type OpenedPart,
  type OpenPacket,
  type Outline,
  type PacketSource,
} from "../../../src-shared/sync/courier/open-packet.ts";
import type { PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { readMessage, type OfficeHead, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { findDevice, type Device } from "../../store/device-store.ts";
import type { Province } from "../province.ts";
import { rawKey, subtle } from "./courier-keys.ts";
import { registerBySetup, type SetupRefusal } from "./register-by-setup.ts";

export type PacketRefusal =
  | "packet-unreadable"
  | "packet-damaged"
  | "packet-foreign"
  | "packet-too-new"
  | "packet-unknown-device"
  | "packet-wrong-way"
  | SetupRefusal;

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
  const opened = await openedBy(province, source, outline.value);
  if (!opened.ok) return opened;
  const { header } = outline.value;
  const contents = await contentsOf(opened.value, deviceId(header.from));
  if (!contents.ok) return contents;
  const { head } = contents.value;
  const entered = await enter(province, header, contents.value);
  if (!entered.ok) return entered;
  const device = await senderOf(province, header, head);
  return device.ok ? accept({ packet: opened.value, head, device: device.value }) : device;
}

async function senderOf(
  province: Province,
  { from }: PacketHeader,
  head: OfficeHead,
): Promise<Result<Device, PacketRefusal>> {
  const device = await findDevice(province.store.db, deviceId(from));
  if (!device) return refuse("packet-unknown-device");
  if (device.userId !== head.userId) return refuse("packet-damaged");
  return device.disabledAt === null ? accept(device) : refuse("account-disabled");
}

/**
 * Checks for whom it is, its signature and chunks: of an office's packet by the key that the device has here, else by the
 * one it names.
 */
async function openedBy(
  province: Province,
  source: PacketSource,
  outline: Outline,
): Promise<Result<OpenPacket, PacketRefusal>> {
  const { header } = outline;
  const stray = strayOf(header, province.courier.name);
  if (stray !== null) return refuse(stray);
  const device = await findDevice(province.store.db, deviceId(header.from));
  if (device && device.disabledAt !== null) return refuse("account-disabled");
  const named = header.kind === "application" ? header.device : device?.publicKey;
  const signer = named === undefined ? null : rawKey(named);
  if (signer === null) return refuse("packet-unknown-device");
  const secret = receiverSecret(subtle, outline, province.courier.exchange);
  return openPacket({ crypto: subtle, source, outline, secret }, signer);
}

/** Why a packet is nothing that a desk of this province wrote, as far as its header says; null when it may be. */
function strayOf({ kind, to, from }: PacketHeader, province: string): PacketRefusal | null {
  if (kind !== "office" && kind !== "application") return "packet-wrong-way";
  if (to !== province) return "packet-foreign";
  return Value.Check(deviceIdSchema, from) ? null : "packet-unknown-device";
}

/** A desk that was set up without a line is registered before the first of its steps is looked at. */
async function enter(
  province: Province,
  { kind, from, device }: PacketHeader,
  { application, head }: Contents,
): Promise<Result<null, PacketRefusal>> {
  if (kind === "office") return application === null ? accept(null) : refuse("packet-damaged");
  if (application === null || device === undefined) return refuse("packet-damaged");
  const applicant = { id: deviceId(from), publicKey: device, application, address: "courier", userId: head.userId };
  return registerBySetup(province, applicant);
}

type Contents = Readonly<{ head: OfficeHead; application: Application | null }>;
type Tally = Readonly<{
  head: OfficeHead | null;
  application: Application | null;
  steps: number;
  files: number;
  owed: number;
  isEnded: boolean;
}>;
type Told = Result<Tally, "packet-damaged" | "packet-too-new">;

/** Reads all contents once for what they are: the first message names how many steps and files come, and they do. */
async function contentsOf(
  packet: OpenPacket,
  device: DeviceId,
): Promise<Result<Contents, "packet-damaged" | "packet-too-new">> {
  let tally: Tally = { head: null, application: null, steps: 0, files: 0, owed: 0, isEnded: false };
  for await (const part of packet.parts()) {
    const next = tallied(tally, part, device);
    if (!next.ok) return next;
    tally = next.value;
  }
  const { head, application } = tally;
  if (head === null || !tally.isEnded) return refuse("packet-damaged");
  if (head.steps !== tally.steps || head.files !== tally.files) return refuse("packet-damaged");
  return head.protocol > protocolVersion ? refuse("packet-too-new") : accept({ head, application });
}

function tallied(tally: Tally, part: OpenedPart, device: DeviceId): Told {
  if (tally.isEnded) return refuse("packet-damaged");
  if (part.kind === "bytes") {
    const owed = tally.owed - part.bytes.length;
    return owed < 0 ? refuse("packet-damaged") : accept({ ...tally, owed });
  }
  const message = readMessage(part.value);
  // The signature is good: a device that writes what we do not know is a newer one.
  if (message === null) return refuse("packet-too-new");
  if (message.kind === "application" && tally.head === null) return accept({ ...tally, application: message });
  const isInPlace = tally.owed === 0 && (tally.head === null) === (message.kind === "office");
  return isInPlace ? taught(tally, message, device) : refuse("packet-damaged");
}

function taught(tally: Tally, message: PacketMessage, device: DeviceId): Told {
  if (message.kind === "office") return accept({ ...tally, head: message });
  if (message.kind === "file") return accept({ ...tally, files: tally.files + 1, owed: message.size });
  if (message.kind === "end") return accept({ ...tally, isEnded: true });
  if (message.kind !== "actions") return refuse("packet-damaged");
  const isOwn = message.actions.every((action) => action.deviceId === device);
  return isOwn ? accept({ ...tally, steps: tally.steps + message.actions.length }) : refuse("packet-damaged");
}
