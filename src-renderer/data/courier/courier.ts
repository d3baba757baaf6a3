import { BehaviorSubject, combineLatest, map, shareReplay } from "rxjs";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { toChinaText, type Instant } from "../../../src-shared/kernel/instant.ts";
import { outlineOf, type Outline } from "../../../src-shared/sync/courier/open-packet.ts";
import { provinceName, type PacketHeader } from "../../../src-shared/sync/courier/packet-header.ts";
import { dropValue, readValue, writeValue } from "../box.ts";
import type { DeskCore } from "../desk-core.ts";
import { unsentEntries } from "../ledger.ts";
import {
  troubleOf,
  type Courier,
  type CourierTrouble,
  type PacketFile,
  type PacketOpened,
  type PacketWritten,
} from "./courier-api.ts";
import { readReturn, sourceOf } from "./read-return.ts";
import { relayPacket } from "./relay-packet.ts";
import { replyPair } from "./reply-key.ts";
import { takeReturn } from "./take-return.ts";
import { writePacket } from "./write-packet.ts";

const writtenPlace = "courier.written";
const writtenSchema = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  steps: Type.Integer(),
  files: Type.Integer(),
});
type Noted = Readonly<Static<typeof writtenSchema>> | null;

/** The courier of an open desk. */
export async function openCourier(core: DeskCore, newId: () => string): Promise<Courier> {
  const { stores, reference } = core;
  const noted: unknown = JSON.parse((await readValue(stores.box, writtenPlace)) ?? "null");
  const written$ = new BehaviorSubject<Noted>(Value.Check(writtenSchema, noted) ? noted : null);
  const parts$ = combineLatest([stores.outbox.ledger$, stores.uploads.all$, reference.reference$, written$]);
  return {
    contents$: parts$.pipe(
      map(([ledger, , current, written]) => {
        const unsent = unsentEntries(ledger);
        const jobs = stores.uploads.portable();
        const bytes = jobs.reduce((sum, job) => sum + job.size, 0);
        const since = unsent[0]?.savedAt ?? null;
        const isReady = current.courier !== undefined;
        return { isReady, steps: unsent.length, files: jobs.length, bytes, since, written };
      }),
      shareReplay({ bufferSize: 1, refCount: true }),
    ),
    write: () => write(core, newId(), written$),
    open: (file, progress = () => undefined) => open(core, file, { progress, written$ }),
  };
}

type Notes = BehaviorSubject<Noted>;

async function write(core: DeskCore, id: string, written$: Notes): Promise<PacketWritten> {
  const written = await writePacket(core, id);
  if (typeof written === "string") return { ok: false, trouble: written };
  const { at, steps, files, filesLeft, blob } = written;
  const noted = { id, at, steps, files: files.length };
  // Only said on the screen: a box that cannot be written keeps no packet from its way.
  await writeValue(core.stores.box, writtenPlace, JSON.stringify(noted)).catch(() => undefined);
  written$.next(noted);
  return { ok: true, file: fileOf(core, at, blob), steps, files: files.length, filesLeft };
}

function fileOf({ profile$ }: DeskCore, at: Instant, blob: Blob): PacketFile {
  return { name: packetName("离线包", profile$.value.officeName, at), blob };
}

/** A name under which a person finds the file again: what, whose, when. */
function packetName(what: string, whose: string, at: Instant): string {
  return `${what}-${whose}-${toChinaText(at).replaceAll(/[: ]/g, "-")}.lxqpack`;
}

type Opening = Readonly<{ progress: (sent: number, size: number) => void; written$: Notes }>;

async function open(core: DeskCore, file: Blob, { progress, written$ }: Opening): Promise<PacketOpened> {
  const outline = await outlineOf(sourceOf(file));
  if (!outline.ok) return { ok: false, trouble: outline.refusal };
  const keys = core.reference.current().courier;
  if (!keys) return { ok: false, trouble: "courier-not-ready" };
  const { header } = outline.value;
  const trouble = wrongPlace(header, await provinceName(crypto.subtle, keys));
  if (trouble !== null) return { ok: false, trouble };
  if (goesUp(header.kind)) return relay(core, { id: header.id, file }, progress);
  const taken = await take(core, { file, outline: outline.value, signing: keys.signing });
  // Who can write a packet for this desk's key knows the desk: it is registered.
  if (taken.ok) await core.setup.registered();
  if (taken.ok && taken.kind === "returned" && taken.answers === written$.value?.id) {
    await dropValue(core.stores.box, writtenPlace).catch(() => undefined);
    written$.next(null);
  }
  return taken;
}

/** Why a packet cannot be opened at any desk of this province. */
function wrongPlace({ kind, from, to }: PacketHeader, province: string): CourierTrouble | null {
  if (kind === "setup") return "packet-for-set-up";
  return (goesUp(kind) ? to : from) === province ? null : "packet-foreign";
}

function goesUp(kind: PacketHeader["kind"]): boolean {
  return kind === "office" || kind === "application";
}

async function relay(
  core: DeskCore,
  packet: Readonly<{ id: string; file: Blob }>,
  progress: Opening["progress"],
): Promise<PacketOpened> {
  const relayed = await relayPacket(core.parts.session, packet, progress);
  if (!relayed.ok) return troubleOf(relayed.fault);
  const { arrival, answer } = relayed.value;
  const name = packetName("回执包", arrival.office, core.clock.now());
  return { ok: true, kind: "relayed", arrival, answer: { name, blob: answer } };
}

async function take(
  core: DeskCore,
  packet: Readonly<{ file: Blob; outline: Outline; signing: string }>,
): Promise<PacketOpened> {
  const { platform, account } = core.parts;
  const { file, outline, signing } = packet;
  if (outline.header.to !== account.device.id) return { ok: false, trouble: "packet-foreign" };
  const { privateKey: own } = await replyPair(platform.secrets, account.device.id);
  const facts = await readReturn({ source: sourceOf(file), outline, own, signing });
  return facts.ok ? takeReturn(core, facts.value) : { ok: false, trouble: facts.refusal };
}
