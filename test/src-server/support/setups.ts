import { hashRaw } from "@node-rs/argon2";
import { randomBytes, webcrypto } from "node:crypto";

import { bytesOfBase64Url } from "../../../src-shared/kernel/base64url.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import type { Application } from "../../../src-shared/protocol/courier.ts";
import { openLocked, outlineOf } from "../../../src-shared/sync/courier/open-packet.ts";
import { readMessage, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { newSetupCode } from "../../../src-shared/sync/courier/setup-code.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import { stretchCode } from "../../../src-server/sync/courier/setup-packet.ts";
import { Desk, password, type Answer } from "./desk.ts";
import type { TestProvince } from "./province.ts";

export const code = newSetupCode(randomBytes(16));

/** An administrator asks for a setup packet; the answer as it came, and its bytes when it is a packet. */
export async function askForSetup(
  admin: Desk,
  user: UserId,
  body: object = {},
): Promise<Readonly<{ status: number; name: unknown; packet: Bytes }>> {
  const answer = await admin.app.inject({
    method: "POST",
    url: "/api/courier/setups",
    headers: { authorization: `Bearer ${admin.session?.accessToken ?? ""}` },
    payload: { user, password, code, ...body },
  });
  const isPacket = answer.statusCode === 200;
  const name: unknown = isPacket ? null : answer.json<{ name: string }>().name;
  return { status: answer.statusCode, name, packet: Uint8Array.from(answer.rawPayload) };
}

/** What stands in a setup packet, by its code; or why it does not open. */
export async function openedSetup(packet: Bytes, typed = code): Promise<readonly PacketMessage[] | string> {
  const source = { size: packet.length, read: async (at: number, length: number) => packet.slice(at, at + length) };
  const outline = await outlineOf(source);
  if (!outline.ok) return outline.refusal;
  const { setup, ephemeral } = outline.value.header;
  const bytes = (text = ""): Bytes => bytesOfBase64Url(text) ?? new Uint8Array();
  const secret = () => stretchCode(typed, bytes(ephemeral));
  const opening = { crypto: webcrypto.subtle, source, outline: outline.value, secret };
  const opened = await openLocked(opening, bytes(setup?.keys.signing));
  if (!opened.ok) return opened.refusal;
  const messages: PacketMessage[] = [];
  for await (const part of opened.value.parts()) {
    const message = part.kind === "value" ? readMessage(part.value) : null;
    if (message !== null) messages.push(message);
  }
  return messages;
}

export const chosen = "七月流火九月授衣春日载阳";

/** A PHC string at the full cost, as a desk makes one. */
export async function fullHash(text: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await hashRaw(text, { salt, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 });
  const plain = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");
  return `$argon2id$v=19$m=65536,t=3,p=1$${plain(salt)}$${plain(hash)}`;
}

export type Newcomer = Readonly<{ desk: Desk; application: Application; messages: readonly PacketMessage[] }>;

/** A desk that began with a setup packet: it has no session, only what was in the packet. */
export async function beginWith(home: TestProvince, packet: Bytes, passwordHash: string): Promise<Newcomer> {
  const messages = await openedSetup(packet);
  const setup = await outlineOf({ size: packet.length, read: async (at, length) => packet.slice(at, at + length) });
  if (typeof messages === "string" || !setup.ok) throw new Error("the packet opens");
  const [ticket, head] = messages;
  if (ticket?.kind !== "setup" || head?.kind !== "return") throw new Error("a setup packet");
  const { profile } = head;
  const desk = new Desk(home.app, profile.username, home.clock.now);
  const none = { accessToken: "none", accessExpiresInMs: 0, refreshToken: "none", clockToken: "", serverTime: 0 };
  desk.session = { ...none, profile, lastSeq: 0 };
  for (const message of messages) {
    if (message.kind === "rows") desk.store(message.rows);
    if (message.kind === "cursor") desk.cursor = message.cursor;
  }
  const application = { setup: setup.value.header.id, ticket: ticket.ticket, passwordHash, deviceName: "乡镇电脑" };
  return { desk, application, messages };
}

/** Registers over a line. */
export function register(home: TestProvince, { desk, application }: Newcomer): Promise<Answer> {
  const device = { id: desk.id, publicKey: desk.publicKey };
  return new Desk(home.app, "nobody", home.clock.now).ask("POST", "/api/courier/registrations", {
    application,
    device,
  });
}
