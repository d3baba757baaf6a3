import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import {
  openLocked,
  outlineOf,
  type Outline,
  type PacketSource,
} from "../../../src-shared/sync/courier/open-packet.ts";
import { provinceName } from "../../../src-shared/sync/courier/packet-header.ts";
import { readSetupCode } from "../../../src-shared/sync/courier/setup-code.ts";
import type { Platform } from "../../platform/platform.ts";
import { readAccounts } from "../identity.ts";
import { readReference } from "../reference-store.ts";
import type { CourierTrouble } from "./courier-api.ts";
import { factsOf, sourceOf, type ReturnFacts } from "./read-return.ts";
import { keyBytes } from "./reply-key.ts";
import { stretchCode } from "./stretch.ts";

/** A setup packet that its code has opened: nothing of it is kept before somebody begins with it. */
export type OpenedSetup = Readonly<{ id: string; ticket: string; facts: ReturnFacts }>;

/**
 * Opens a setup packet (安装包) with its code. What costs nothing is looked at first: that it is whole, whose it is, and
 * that the code was not mistyped.
 * @see docs/spec/courier.md CP-43, CP-44
 */
export async function openSetup(
  platform: Platform,
  file: Blob,
  typed: string,
): Promise<Result<OpenedSetup, CourierTrouble>> {
  const source = sourceOf(file);
  const outline = await outlineOf(source);
  if (!outline.ok) return outline;
  const trouble = await troubleWith(platform, outline.value);
  if (trouble !== null) return refuse(trouble);
  const code = readSetupCode(typed);
  if (code === null) return refuse("setup-code-mistyped");
  const facts = await factsBehind(source, outline.value, code);
  return facts.ok ? offerOf(outline.value, facts.value) : facts;
}

async function factsBehind(
  source: PacketSource,
  outline: Outline,
  code: string,
): Promise<Result<ReturnFacts, CourierTrouble>> {
  const { setup, ephemeral } = outline.header;
  const secret = (): ReturnType<typeof stretchCode> => stretchCode(code, keyBytes(ephemeral));
  const opening = { crypto: crypto.subtle, source, outline, secret };
  const packet = await openLocked(opening, keyBytes(setup?.keys.signing ?? ""));
  if (packet.ok) return factsOf(packet.value);
  return packet.refusal === "packet-locked" ? refuse("setup-code-wrong") : packet;
}

/** Behind the code stands whoever made the packet: the keys in its header are believed when they are those inside it. */
function offerOf({ header }: Outline, facts: ReturnFacts): Result<OpenedSetup, CourierTrouble> {
  const { ticket, reference, head } = facts;
  const isOneOfOurs = reference?.courier?.signing === header.setup?.keys.signing && head.profile.userId === header.to;
  return ticket === null || !isOneOfOurs ? refuse("packet-damaged") : accept({ id: header.id, ticket, facts });
}

/** Why a packet cannot be begun with on this computer, as far as one sees without its code. */
async function troubleWith(platform: Platform, { header }: Outline): Promise<CourierTrouble | null> {
  const { kind, setup, from } = header;
  if (kind !== "setup") return "packet-wrong-way";
  if (setup === undefined || (await provinceName(crypto.subtle, setup.keys)) !== from) return "packet-damaged";
  const { accounts } = await readAccounts(platform.secrets);
  for (const { userId } of accounts) {
    const keys = (await readReference(platform, userId))?.courier;
    if (keys && (await provinceName(crypto.subtle, keys)) !== from) return "packet-foreign";
  }
  return setup.expiresAt <= platform.clock.wall() ? "setup-expired" : null;
}
