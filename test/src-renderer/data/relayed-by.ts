import { randomUUID } from "node:crypto";

import { sourceOf } from "../../../src-renderer/data/courier/read-return.ts";
import { relayPacket, type Relayed } from "../../../src-renderer/data/courier/relay-packet.ts";
import { createHttp } from "../../../src-renderer/data/http.ts";
import { newDevice } from "../../../src-renderer/data/identity.ts";
import { askToSignIn, openSession } from "../../../src-renderer/data/session.ts";
import { outlineOf } from "../../../src-shared/sync/courier/open-packet.ts";
import { password } from "./live-desk.ts";
import { emptyDisk, memoryPlatform } from "./memory-platform.ts";

/** A terminal with a line, without the stores of a desk: one process cannot open those of two (RxDB's COL23). */
export async function relayedBy(
  url: string,
  packet: Blob,
  progress: (sent: number) => void = () => {},
): Promise<Relayed> {
  const platform = memoryPlatform(emptyDisk(), url);
  const http = createHttp(url, globalThis.fetch);
  const device = await newDevice(randomUUID());
  const { id, publicKey } = device;
  const answer = await askToSignIn(http, { username: "sd-quanneng", password, device: { id, publicKey, name: "t" } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  const { profile } = answer.value;
  const { secrets, clock } = platform;
  const session = await openSession({ http, secrets, clock, account: profile.userId, device: id });
  await session.adopt(answer.value);
  const outline = await outlineOf(sourceOf(packet));
  if (!outline.ok) throw new Error(outline.refusal);
  const done = await relayPacket(session, { id: outline.value.header.id, file: packet }, progress);
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  return done.value;
}
