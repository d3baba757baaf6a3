import { hashRaw } from "@node-rs/argon2";
import { randomBytes } from "node:crypto";

import { base64Url } from "../../../src-shared/kernel/base64url.ts";
import { packetFormat, type PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { sealPacket, type PacketPart } from "../../../src-shared/sync/courier/seal-packet.ts";
import { setupCodeCost, type CodeStretcher } from "../../../src-shared/sync/courier/setup-code.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import { accountScopeReader } from "../read-actor.ts";
import { subtle } from "./courier-keys.ts";
import type { PreparedSetup } from "./prepare-setup.ts";
import { messagesOf, type ReturnParts } from "./return-packet.ts";

/** As the desk does it, only ten times as fast. */
export const stretchCode: CodeStretcher = async (code, salt) => {
  const { memoryKiB: memoryCost, passes: timeCost, lanes: parallelism } = setupCodeCost;
  // Argon2id is what the package does unless told otherwise.
  const options = { memoryCost, timeCost, parallelism, outputLen: 32, salt };
  return Uint8Array.from(await hashRaw(code, options));
};

/**
 * A setup packet (安装包): everything that a computer without any line needs to begin, locked with a one-time code and
 * signed by the province. What is in it is a return packet to a desk that has nothing yet, behind the ticket.
 * @see docs/spec/courier.md CP-40 to CP-43
 */
export async function sealSetup(
  parts: ReturnParts,
  setup: PreparedSetup,
  code: string,
): Promise<AsyncGenerator<Bytes>> {
  const { courier } = parts.province;
  const salt = Uint8Array.from(randomBytes(32));
  const header: PacketHeader = {
    format: packetFormat,
    kind: "setup",
    id: setup.id,
    from: courier.name,
    to: setup.user.id,
    madeAt: setup.madeAt,
    ephemeral: base64Url(salt),
    setup: { keys: courier.keys, expiresAt: setup.expiresAt },
  };
  // Made before anything is sent: a province that has no memory left for it says so, and no half file is written.
  const shared = await stretchCode(code, salt);
  const sealing = { crypto: subtle, header, secret: () => Promise.resolve(shared), signing: courier.signing };
  return sealPacket(sealing, partsOf(parts, setup));
}

async function* partsOf(parts: ReturnParts, { ticket, user }: PreparedSetup): AsyncGenerator<PacketPart> {
  const readScope = accountScopeReader(user.id);
  const asked = { packet: null, expected: null, seqs: null, files: [], cursor: null, referenceVersion: null };
  yield { kind: "value", value: { kind: "setup", ticket } };
  for await (const value of messagesOf(parts, { asked, user, readScope })) yield { kind: "value", value };
}
