import { generateKeyPairSync, randomUUID, webcrypto } from "node:crypto";

import { base64Url, bytesOfBase64Url } from "../../../src-shared/kernel/base64url.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { Application, PacketArrival } from "../../../src-shared/protocol/courier.ts";
import type { Reference } from "../../../src-shared/protocol/reference.ts";
import { openPacket, outlineOf, receiverSecret } from "../../../src-shared/sync/courier/open-packet.ts";
import { provinceName, type PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { exchanged } from "../../../src-shared/sync/courier/packet-key.ts";
import { readMessage, type OfficeHead, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { filePieceBytes, sealPacket, type PacketPart } from "../../../src-shared/sync/courier/seal-packet.ts";
import { joined, type Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import type { Answer, Desk } from "./desk.ts";
import { hashOf } from "./uploading.ts";

const { subtle } = webcrypto;

/** An X25519 pair as a desk keeps one for what comes back. */
export type Pair = Readonly<{ publicKey: Bytes; privateKey: webcrypto.CryptoKey }>;

export async function exchangePair(): Promise<Pair> {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const der = Uint8Array.from(privateKey.export({ type: "pkcs8", format: "der" }));
  return {
    publicKey: bytesOfBase64Url(publicKey.export({ format: "jwk" }).x ?? "") ?? new Uint8Array(),
    privateKey: await subtle.importKey("pkcs8", der, { name: "X25519" }, false, ["deriveBits"]),
  };
}

export type PacketWishes = Readonly<{
  actions?: readonly ActionEnvelope[];
  files?: readonly Uint8Array[];
  head?: Partial<OfficeHead>;
  header?: Partial<PacketHeader>;
  extra?: readonly object[];
  /** the desk asks to be registered by its setup packet */
  application?: Application;
  keys?: NonNullable<Reference["courier"]>;
  reply: Pair;
}>;

/** The packet that an office without a line writes. */
export async function officePacket(desk: Desk, wishes: PacketWishes): Promise<Bytes> {
  const keys = wishes.keys ?? (await courierKeysFor(desk));
  const once = await exchangePair();
  const header: PacketHeader = {
    format: 1,
    kind: wishes.application === undefined ? "office" : "application",
    id: randomUUID(),
    from: desk.id,
    to: await provinceName(subtle, keys),
    madeAt: desk.now(),
    ephemeral: base64Url(once.publicKey),
    ...(wishes.application === undefined ? {} : { device: desk.publicKey }),
    ...wishes.header,
  };
  const der = Uint8Array.from(desk.key.export({ type: "pkcs8", format: "der" }));
  const sealing = {
    crypto: subtle,
    header,
    secret: exchanged(subtle, { own: once.privateKey, other: bytesOfBase64Url(keys.exchange) ?? new Uint8Array() }),
    signing: await subtle.importKey("pkcs8", der, { name: "Ed25519" }, false, ["sign"]),
  };
  const pieces: Bytes[] = [];
  for await (const piece of sealPacket(sealing, partsOf(desk, wishes))) pieces.push(piece);
  return joined(pieces);
}

export async function courierKeysFor(desk: Desk): Promise<NonNullable<Reference["courier"]>> {
  const { courier } = (await desk.ask("GET", "/api/sync/reference")).body as Reference;
  if (!courier) throw new Error("the reference has keys for packets");
  return courier;
}

function partsOf(
  desk: Desk,
  { actions = [], files = [], head, extra = [], reply, application }: PacketWishes,
): PacketPart[] {
  const first: OfficeHead = {
    kind: "office",
    protocol: 1,
    userId: desk.profile.userId,
    epoch: null,
    cursor: desk.cursor,
    referenceVersion: null,
    replyKey: base64Url(reply.publicKey),
    steps: actions.length,
    files: files.length,
    since: null,
    ...head,
  };
  const value = (one: object): PacketPart => ({ kind: "value", value: one });
  const batches = Array.from({ length: Math.ceil(actions.length / 50) }, (_, at) =>
    actions.slice(50 * at, 50 * at + 50),
  );
  return [
    ...(application === undefined ? [] : [value({ kind: "application", ...application })]),
    value(first),
    ...batches.map((batch) => value({ kind: "actions", actions: batch })),
    ...files.flatMap((bytes) => [
      value({ kind: "file", sha256: hashOf(bytes), size: bytes.length, type: "image/png" }),
      ...Array.from({ length: Math.ceil(bytes.length / filePieceBytes) }, (_, at): PacketPart => {
        return { kind: "bytes", bytes: bytes.subarray(filePieceBytes * at, filePieceBytes * (at + 1)) };
      }),
    ]),
    ...extra.map(value),
    value({ kind: "end" }),
  ];
}

/** Brings a packet by a terminal that has a line, in pieces, and has it imported. */
export async function bringRaw(terminal: Desk, packet: Bytes, pieceBytes = 300_000): Promise<Answer> {
  const url = `/api/courier/packets/${randomUUID()}`;
  for (let at = 0; at < packet.length; at += pieceBytes)
    await putPiece(terminal, `${url}?at=${at}`, packet.subarray(at, at + pieceBytes));
  return terminal.ask("POST", url, { size: packet.length });
}

export async function putPiece(terminal: Desk, url: string, piece: Uint8Array): Promise<Answer> {
  const answer = await terminal.app.inject({
    method: "PUT",
    url,
    headers: {
      authorization: `Bearer ${terminal.session?.accessToken ?? ""}`,
      "content-type": "application/octet-stream",
    },
    payload: Buffer.from(piece),
  });
  const { statusCode: status, headers, body: text } = answer;
  return { status, text, headers, body: JSON.parse(text) };
}

export async function bring(terminal: Desk, packet: Bytes): Promise<PacketArrival> {
  const answer = await bringRaw(terminal, packet);
  if (answer.status !== 200) throw new Error(`the packet was refused: ${answer.text}`);
  return answer.body as PacketArrival;
}

/** The return packet as the terminal gets it. */
export async function returnOf(terminal: Desk, arrival: PacketArrival): Promise<Bytes> {
  const answer = await terminal.app.inject({
    method: "POST",
    url: "/api/courier/answers",
    headers: { authorization: `Bearer ${terminal.session?.accessToken ?? ""}` },
    payload: { answer: arrival.answer },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return Uint8Array.from(answer.rawPayload);
}

/** What a return packet says, read with the desk's own key. */
export async function messagesIn(
  packet: Bytes,
  reply: Pair,
  keys: NonNullable<Reference["courier"]>,
): Promise<readonly PacketMessage[] | string> {
  const source = {
    size: packet.length,
    read: (at: number, length: number) => Promise.resolve(packet.slice(at, at + length)),
  };
  const outline = await outlineOf(source);
  if (!outline.ok) return outline.refusal;
  const signer = bytesOfBase64Url(keys.signing) ?? new Uint8Array();
  const secret = receiverSecret(subtle, outline.value, reply.privateKey);
  const opened = await openPacket({ crypto: subtle, source, outline: outline.value, secret }, signer);
  if (!opened.ok) return opened.refusal;
  const messages: PacketMessage[] = [];
  for await (const part of opened.value.parts()) {
    const message = part.kind === "value" ? readMessage(part.value) : null;
    if (message === null) throw new Error("a message that nobody knows");
    messages.push(message);
  }
  return messages;
}
