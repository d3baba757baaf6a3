import { randomUUID } from "node:crypto";

import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { Cursor, FeedRow } from "../../../src-shared/protocol/sync.ts";
import { base64Url } from "../../../src-shared/kernel/base64url.ts";
import { packetFormat, type PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { exchanged } from "../../../src-shared/sync/courier/packet-key.ts";
import { endMessage, type PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { sealPacket, type PacketPart } from "../../../src-shared/sync/courier/seal-packet.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import { readActions } from "../../store/action-store.ts";
import { findUser, type User } from "../../store/user-store.ts";
import { readBootstrap, type BootstrapPage } from "../bootstrap.ts";
import { profileOf } from "../profile.ts";
import type { Province } from "../province.ts";
import type { ReferenceDesk } from "../publish-reference.ts";
import { scopeReader, type ScopeReader } from "../read-actor.ts";
import { readFeed, type FeedPage } from "../read-feed.ts";
import { receiptFrom } from "../repeated-receipt.ts";
import type { ReturnAsked } from "./answer-token.ts";
import { newExchangePair, rawKey, subtle } from "./courier-keys.ts";

export type ReturnParts = Readonly<{ province: Province; reference: ReferenceDesk }>;
type ReturnRefusal = "account-disabled" | "packet-damaged";

const rowsPerMessage = 100;
const receiptsPerMessage = 500;

/**
 * The packet that goes back: receipts of the steps it answers, which files arrived, the reference where the desk has
 * another, and the orders since the desk's cursor, or all of them. Encrypted for the desk, signed by the province; made
 * while it is read, so that it may be large.
 * @see docs/spec/courier.md CP-15, CP-16
 */
export async function makeReturn(
  parts: ReturnParts,
  asked: ReturnAsked,
): Promise<Result<AsyncGenerator<Bytes>, ReturnRefusal>> {
  const { province } = parts;
  const receiver = rawKey(asked.replyKey);
  if (receiver === null) return refuse("packet-damaged");
  const user = await findUser(province.store.db, asked.userId);
  const readScope = scopeReader(asked);
  if (!user || !(await readScope(province.store.db))) return refuse("account-disabled");
  const once = await newExchangePair();
  const header: PacketHeader = {
    format: packetFormat,
    kind: "return",
    id: randomUUID(),
    from: province.courier.name,
    to: asked.deviceId,
    madeAt: province.now(),
    ephemeral: base64Url(once.publicKey),
  };
  const { signing } = province.courier;
  const secret = exchanged(subtle, { own: once.privateKey, other: receiver });
  const sealing = { crypto: subtle, header, secret, signing };
  return accept(sealPacket(sealing, partsOf(parts, { asked, user, readScope })));
}

/** What the contents depend on; `deviceId` is named where steps are answered. */
type Contents = Pick<ReturnAsked, "packet" | "seqs" | "expected" | "cursor" | "referenceVersion" | "files"> &
  Partial<Pick<ReturnAsked, "deviceId">>;
type Answering = Readonly<{ asked: Contents; user: User; readScope: ScopeReader }>;

async function* partsOf(parts: ReturnParts, answering: Answering): AsyncGenerator<PacketPart> {
  for await (const value of messagesOf(parts, answering)) yield { kind: "value", value };
}

/** The contents of a return packet, and of a setup packet. */
export async function* messagesOf(parts: ReturnParts, answering: Answering): AsyncGenerator<PacketMessage> {
  const { province } = parts;
  const { asked, user } = answering;
  const { epoch } = province;
  const profile = await profileOf(province, user);
  yield { kind: "return", answers: asked.packet, epoch, profile, expected: asked.expected };
  yield* receiptsOf(province, asked);
  if (asked.files.length > 0) yield { kind: "stored", files: asked.files };
  const reference = await parts.reference.read();
  if (reference.version !== asked.referenceVersion) yield { kind: "reference", reference };
  yield* ordersOf(province, answering);
  yield endMessage;
}

async function* receiptsOf(province: Province, asked: Contents): AsyncGenerator<PacketMessage> {
  const { seqs, deviceId } = asked;
  if (seqs === null || deviceId === undefined) return;
  const [from, to] = seqs;
  for (let first = from; first <= to; first += receiptsPerMessage) {
    const last = Math.min(to, first + receiptsPerMessage - 1);
    const rows = await readActions(province.store.db, deviceId, [first, last]);
    if (rows.length > 0) yield { kind: "receipts", receipts: rows.map(receiptFrom) };
  }
}

async function* ordersOf(province: Province, { asked, readScope }: Answering): AsyncGenerator<PacketMessage> {
  const { cursor } = asked;
  const first = cursor && (await readFeed(province, readScope, { cursor, limit: rowsPerMessage }));
  if (!first?.ok) {
    yield* allOrders(province, readScope);
    return;
  }
  yield { kind: "orders", since: cursor };
  let page: FeedPage = first.value;
  if (page.rows.length > 0) yield rowsMessage(page.rows);
  while (page.more) {
    page = await feedAfter(province, readScope, page.cursor);
    if (page.rows.length > 0) yield rowsMessage(page.rows);
  }
  yield { kind: "cursor", cursor: page.cursor };
}

async function feedAfter(province: Province, readScope: ScopeReader, cursor: Cursor): Promise<FeedPage> {
  return mustBe(await readFeed(province, readScope, { cursor, limit: rowsPerMessage }));
}

async function* allOrders(province: Province, readScope: ScopeReader): AsyncGenerator<PacketMessage> {
  yield { kind: "orders", since: null };
  let cursor: Cursor | null = null;
  for (let after: string | null = null, more = true; more;) {
    const page: BootstrapPage = mustBe(await readBootstrap(province, readScope, { after, limit: rowsPerMessage }));
    // The first page's heads: what changed while the others were read comes with the next packet.
    cursor ??= page.cursor;
    // Of two scopes: together they would be the orders of none (VI-56).
    if (page.cursor.scopeHash !== cursor.scopeHash) throw brokenOff("rebase");
    if (page.rows.length > 0) yield rowsMessage(page.rows);
    after = page.next;
    more = after !== null;
  }
  if (cursor !== null) yield { kind: "cursor", cursor };
}

function rowsMessage(rows: readonly FeedRow[]): PacketMessage {
  return { kind: "rows", rows: [...rows] };
}

/** What changes under a packet that is being made breaks it off: a packet without its end is refused by the desk. */
function mustBe<Value>(result: Result<Value, string>): Value {
  if (result.ok) return result.value;
  throw brokenOff(result.refusal);
}

function brokenOff(why: string): Error {
  return new Error(`a return packet was broken off: ${why}`);
}
