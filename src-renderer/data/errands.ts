import type { EngineFact } from "../../src-shared/sync/engine-event.ts";
import type { Bootstrap, Errand } from "../../src-shared/sync/engine-state.ts";
import { fullPace, nextPace, type PushPace, type PushTrip } from "../../src-shared/sync/push-pace.ts";
import type { Cursor, PushAnswer, Receipt } from "../../src-shared/protocol/sync.ts";
import type { DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import type { Reference } from "../../src-shared/protocol/reference.ts";
import { asUnavailable } from "../platform/unavailable.ts";
import type { Blobs } from "../platform/platform.ts";
import type { AuditResult } from "./audit-result.ts";
import type { Doubt } from "./doubt.ts";
import { beginAnew, failed, dropSent, letGo, storeRows } from "./errand-ends.ts";
import type { Epoch } from "./epoch.ts";
import { filesOfEpoch } from "./files-of-epoch.ts";
import { nextEntries } from "./former-steps.ts";
import type { HttpAnswer } from "./http.ts";
import { closeHole, keepReceipts } from "./keep-receipts.ts";
import { unsentEntries } from "./ledger.ts";
import { keepEpoch, meetEpoch, offerAll, offerFormer } from "./meet-epoch.ts";
import type { Mirror } from "./mirror.ts";
import type { Openings } from "./openings.ts";
import type { Outbox } from "./outbox.ts";
import type { OwnScope } from "./own-scope.ts";
import { askAhead, askPage, timed, type Pages } from "./page-ahead.ts";
import type { ProvinceClock } from "./province-clock.ts";
import { engineFault, type ProvinceApi } from "./province-api.ts";
import { barring, rebase, type Rebased } from "./rebase.ts";
import type { ReferenceStore } from "./reference-store.ts";
import { sealBatch } from "./seal.ts";
import type { UploadErrand } from "./upload-errand.ts";
import type { Uploads } from "./uploads.ts";
import { wholePage } from "./whole-rows.ts";
import type { Standpoint } from "./work-list.ts";

export type ErrandParts = Readonly<{
  api: ProvinceApi;
  outbox: Outbox;
  mirror: Mirror;
  clock: ProvinceClock;
  key: CryptoKey;
  blobs: Blobs;
  uploads: Uploads;
  upload: UploadErrand;
  openings: Openings;
  /** How much a push carries, and what the last one tells of the line and the province. */
  pace: Readonly<{ now: () => PushPace; learn: (trip: PushTrip) => void }>;
  /** How many orders a page carries, as the line bears. */
  pages: Pages;
  monotonic: () => number;
  reference: ReferenceStore;
  standpoint: () => Standpoint;
  /** The province's epoch as it was last heard: null makes it tell us. */
  epoch: Epoch;
  /** Called with the time token of every answer, and when the queue was emptied. */
  heard: (answer: Readonly<{ serverTime: number; clockToken: string }>) => Promise<void>;
  emptied: () => Promise<void>;
  /** Called when the province turned out to be restored from a backup: so many of its steps are offered again. */
  restored: (steps: number) => Promise<void>;
  /** Room on this computer's disk: when it is nearly out, only the journal is written. */
  space: () => Promise<DiskSpace>;
  /** Whether the copy has to be looked at thoroughly: it may lack what was stored. */
  doubt: Doubt;
  /** Called when the copy has been compared with the province's. */
  audited: (result: AuditResult) => Promise<void>;
  /** Asked before anything of a cursor's is stored: whether the account here is the one whose scope it names. */
  ownScope: OwnScope;
}>;

/** A pace that begins full and follows the line; a desk opened anew begins full again. */
export function createPace(): ErrandParts["pace"] {
  let pace = fullPace;
  return { now: () => pace, learn: (trip) => void (pace = nextPace(pace, trip)) };
}

type Caught = Extract<Rebased, { kind: "complete" }>;
type HttpFailure = Extract<HttpAnswer<unknown>, { ok: false }>;

/** An errand's end, in the engine's words. */
type Ended = Promise<EngineFact>;

/** Runs an errand; what the line or this computer's store did to it becomes a `failed` of the engine's. */
export async function carryOut(errand: Errand, work: () => Ended): Ended {
  try {
    return await work();
  } catch (fault) {
    const detail = asUnavailable(fault).reason === "disk-full" ? "disk-full" : "local-store";
    return { type: "failed", errand, fault: { kind: "local", detail } };
  }
}

/** Seals and sends the next steps, and writes their receipts down. */
export async function push(parts: ErrandParts): Ended {
  const { api, outbox, clock, epoch, pace } = parts;
  await offerFormer(parts);
  const batch = await sealBatch(outbox, { key: parts.key, at: clock.now(), pace: pace.now(), next: nextEntries });
  if (batch.length === 0) return { type: "pushed", unsent: 0, progress: false };
  const sentAt = parts.monotonic();
  const answer = await api.push(await epoch.read(), batch);
  pace.learn(tripOf(answer, parts.monotonic() - sentAt));
  if (!answer.ok) {
    return failed("push", await moved(parts, answer));
  }
  // The box's disk and the journal's work at the same time; receipts do not wait for the clock.
  const noted = parts.heard(answer.value);
  if (answer.value.receipts.some(isOfCopy)) return stopped(parts, answer.value, noted);
  const [kept] = await Promise.all([keepReceipts(outbox, answer.value, clock.now()), noted]);
  await keepEpoch(parts, answer.value.epoch);
  const progress = kept || (await closeHole(outbox, answer.value, clock.now()));
  const isHole = answer.value.expected !== null && !progress;
  if (isHole) return { type: "failed", errand: "push", fault: { kind: "problem", name: "gap" } };
  const unsent = unsentEntries(outbox.ledger()).length;
  if (unsent === 0) await parts.emptied();
  return { type: "pushed", unsent, progress };
}

/** A refusal says nothing about the line, and nothing of what the province takes. */
function tripOf(answer: HttpAnswer<PushAnswer>, tookMs: number): PushTrip {
  if (answer.ok) return { tookMs, takes: answer.value.takes };
  return { tookMs: answer.fault.kind === "unreachable" ? null : tookMs };
}

/** The province has another step under this number: the device's data lives on two computers. */
function isOfCopy(receipt: Receipt): boolean {
  return receipt.code === "device-copied";
}

/** What came before the fork is confirmed; the rest stays unsent until this computer has a name of its own. */
async function stopped({ outbox, clock }: ErrandParts, answer: PushAnswer, noted: Promise<unknown>): Ended {
  await noted;
  const receipts = answer.receipts.filter((receipt) => !isOfCopy(receipt));
  await keepReceipts(outbox, { ...answer, receipts, expected: null }, clock.now());
  return { type: "failed", errand: "push", fault: { kind: "problem", name: "device-copied" } };
}

/** A province restored from a backup has another epoch: it may have lost what it confirmed, so all is offered again. */
async function moved(parts: ErrandParts, answer: HttpFailure): Promise<HttpFailure> {
  if (answer.fault.kind !== "problem" || answer.fault.name !== "epoch-changed") return answer;
  // Before the epoch is forgotten: a disk that does not take it is asked again at the next push.
  const offered = await offerAll(parts);
  await parts.epoch.write(null);
  await parts.restored(offered);
  return answer;
}

/**
 * The last megabytes of the disk are the journal's: what comes from the province can be fetched again.
 * @see docs/spec/loss.md LO-6
 */
async function noRoomFor(errand: Errand, { space }: ErrandParts): Promise<EngineFact | null> {
  if ((await space()) !== "journal-only") return null;
  return { type: "failed", errand, fault: { kind: "local", detail: "disk-full" } };
}

/** Reads the feed from a cursor: documents first, then the cursor. */
export async function pull(parts: ErrandParts, cursor: Cursor): Ended {
  const noRoom = await noRoomFor("pull", parts);
  if (noRoom !== null) return noRoom;
  const answer = await wholePage(parts.mirror, (form) => timed(parts, (limit) => parts.api.pull(cursor, limit, form)));
  if (!answer.ok) {
    return failed("pull", await moved(parts, answer));
  }
  const { rows, cursor: now, more, referenceVersion } = answer.value;
  await parts.heard(answer.value);
  const stranger = await parts.ownScope.meet(now);
  if (stranger !== null) return failed("pull", stranger);
  await storeRows(parts, rows);
  await writeCursor(parts.mirror, now);
  return { type: "pulled", cursor: now, more, referenceVersion };
}

/** Reads the next page of everything. The cursor of the first page is the one to tail from. */
export async function bootstrap(parts: ErrandParts, progress: Bootstrap): Ended {
  const noRoom = await noRoomFor("bootstrap", parts);
  if (noRoom !== null) return noRoom;
  const rebased = progress.after === null ? await rebase(parts) : null;
  if (rebased?.kind === "stranger") return failed("bootstrap", rebased.answer);
  return rebased?.kind === "complete" ? complete(parts, rebased) : nextPage(parts, progress);
}

async function nextPage(parts: ErrandParts, progress: Bootstrap): Ended {
  const { mirror, clock } = parts;
  const answer = await wholePage(mirror, (form) => askPage(parts, progress.after, form));
  if (!answer.ok) return failed("bootstrap", answer);
  const { rows, next, total, bytes, referenceVersion } = answer.value;
  if (next !== null && unsentEntries(parts.outbox.ledger()).length === 0) askAhead(parts, next);
  const heard = parts.heard(answer.value);
  const barred = await barring(parts, progress, answer.value.cursor);
  if (barred !== null) {
    await heard;
    return failed("bootstrap", barred);
  }
  if (progress.after === null) {
    await heard;
    await meetEpoch(parts, answer.value.cursor.epoch);
    await beginAnew(mirror);
    await mirror.beginPass();
  }
  // What was heard of the time is flushed to the disk; the orders need not wait for that.
  await Promise.all([heard, storeRows(parts, rows)]);
  const cursor = progress.after === null ? answer.value.cursor : (progress.cursor ?? answer.value.cursor);
  const page: Bootstrap = { after: next, cursor, done: progress.done + rows.length, total, bytes };
  if (next !== null) {
    await mirror.writeFact("bootstrap", JSON.stringify(page));
    return { type: "bootstrapped", page, complete: false, referenceVersion };
  }
  await filesOfEpoch({ mirror, uploads: parts.uploads, ledger: parts.outbox.ledger() }, cursor.epoch);
  await letGo(parts, () => mirror.sweep(clock.now()));
  await writeCursor(mirror, cursor);
  await mirror.writeFact("bootstrap", "");
  return { type: "bootstrapped", page, complete: true, referenceVersion };
}

/** A change of scope that was caught up with at once. */
async function complete({ mirror, reference }: ErrandParts, { cursor, total }: Caught): Ended {
  await writeCursor(mirror, cursor);
  await mirror.writeFact("bootstrap", "");
  const page: Bootstrap = { after: null, cursor, done: total, total, bytes: 0 };
  return { type: "bootstrapped", page, complete: true, referenceVersion: reference.current().version };
}

async function writeCursor(mirror: Mirror, cursor: Cursor): Promise<void> {
  await mirror.writeFact("cursor", JSON.stringify(cursor));
}

/** Fetches rules, offices and words; a moved office tree sorts the lists anew. */
export async function fetchReference(parts: ErrandParts): Ended {
  const before = parts.reference.current();
  const answer = await parts.api.newerReference(before.version);
  if (!answer.ok) return failed("reference", answer);
  await parts.outbox.exclusive(() => parts.outbox.offerParked(parts.clock.now()));
  const now = answer.value ?? before;
  if (now.version !== before.version) {
    await parts.reference.adopt(now);
    if (treeOf(now) !== treeOf(before)) await parts.mirror.relist(parts.standpoint());
  }
  return { type: "reference-fetched", version: now.version };
}

function treeOf(reference: Reference): string {
  return reference.offices.map((office) => office.path).join("\n");
}

/** Uploads the files that wait. */
export async function upload(parts: ErrandParts): Ended {
  const waiting = new Set(parts.uploads.jobs().map((job) => job.sha256));
  const end = await parts.upload.run();
  // Bytes that cannot be deleted now are found again at the next start.
  const sent = parts.uploads.all().filter((job) => waiting.has(job.sha256) && job.isDone === true);
  await dropSent(parts, sent).catch(() => undefined);
  if (end !== null) return { type: "failed", errand: "upload", fault: engineFault(end.fault), moved: end.moved };
  return { type: "uploaded", files: parts.uploads.jobs().length };
}

/**
 * Tells the province which orders were opened here. What it will not have is let go of: it is told anew at the next
 * opening, and must not keep files waiting.
 */
export async function tellOpenings(parts: ErrandParts): Ended {
  const { api, openings } = parts;
  const marks = openings.next();
  if (marks.length === 0) return { type: "openings-told", openings: 0 };
  const answer = await api.openings(marks);
  if (answer.ok) await parts.heard(answer.value);
  if (!answer.ok && engineFault(answer.fault).kind !== "problem") return failed("openings", answer);
  await openings.told(marks);
  return { type: "openings-told", openings: openings.count() };
}
