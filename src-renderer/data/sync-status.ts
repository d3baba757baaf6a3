import { isProblemName } from "../../src-shared/protocol/problem-code.ts";
import { remainingMs } from "../../src-shared/sync/remaining-time.ts";
import { isOnline } from "../../src-shared/sync/sync-engine.ts";
import type { EngineState, Fault } from "../../src-shared/sync/engine-state.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { SetupKept } from "./courier/setup-kept.ts";
import type { SyncStatus, UploadLine } from "./desk-api.ts";
import { isHereAlone, isParked, isRefused, type Ledger } from "./ledger.ts";
import type { UploadJob } from "./uploads.ts";

/** What a desk says of the line before it has tried it. */
export const connecting: SyncStatus = {
  line: "connecting",
  trouble: null,
  unsent: 0,
  sending: false,
  refused: 0,
  offlineSince: null,
  lastContactAt: null,
  lastEmptiedAt: null,
  firstSync: null,
  upload: null,
  uploads: [],
  stuckFiles: [],
  clockOffMinutes: null,
  recovered: null,
  journalDamage: null,
  happened: [],
  audit: null,
  space: "roomy",
  locked: false,
};

/** What the desk remembers of its contacts with the province. */
export type Contacts = Readonly<{ lastContactAt: Instant | null; lastEmptiedAt: Instant | null }>;

export type StatusParts = Readonly<{
  engine: EngineState;
  ledger: Ledger;
  contacts: Contacts;
  openedAt: Instant;
  upload: SyncStatus["upload"];
  files: readonly UploadJob[];
  clockOffMinutes: number | null;
  recovered: SyncStatus["recovered"];
  journalDamage: SyncStatus["journalDamage"];
  happened: SyncStatus["happened"];
  audit: SyncStatus["audit"];
  space: SyncStatus["space"];
  locked: boolean;
  setup: SetupKept | null;
}>;

/** The line and the queue in the words of the screen. */
export function statusOf(parts: StatusParts): SyncStatus {
  const { engine, ledger, contacts } = parts;
  const entries = [...ledger.entries.values()];
  const line = lineOf(engine);
  return {
    line,
    trouble: troubleOf(engine, parts.setup),
    unsent: entries.filter((entry) => entry.receipt === null).length,
    sending: engine.inFlight === "push",
    refused: entries.filter((entry) => isRefused(entry) && !isParked(entry)).length,
    offlineSince: line === "online" ? null : (contacts.lastContactAt ?? parts.openedAt),
    ...contacts,
    firstSync: firstSyncOf(engine),
    upload: parts.upload,
    uploads: parts.files.filter((job) => job.isDone !== true).map((job) => uploadLine(job, parts)),
    stuckFiles: parts.files.flatMap(({ name, stuck }) => (stuck === undefined ? [] : [{ name, why: stuck }])),
    clockOffMinutes: parts.clockOffMinutes,
    recovered: parts.recovered,
    journalDamage: parts.journalDamage,
    happened: parts.happened,
    audit: parts.audit,
    space: parts.space,
    locked: parts.locked,
  };
}

function uploadLine(job: UploadJob, { upload, ledger }: StatusParts): UploadLine {
  const { sha256, actionId, orderId, name, size } = job;
  const isSending = upload?.sha256 === sha256;
  const entry = ledger.entries.get(actionId);
  return {
    ...{ sha256, actionId, orderId, name, size },
    sent: isSending ? upload.sent : (job.sent ?? 0),
    stage: isSending ? "sending" : stageOf(job),
    isSaved: entry !== undefined && isHereAlone(entry),
  };
}

function stageOf(job: UploadJob): UploadLine["stage"] {
  if (job.stuck !== undefined) return "stuck";
  return job.isPaused === true ? "paused" : "waiting";
}

function lineOf(engine: EngineState): SyncStatus["line"] {
  if (!engine.signedIn) return "offline";
  const online = isOnline(engine);
  if (online === null) return "connecting";
  return online ? "online" : "offline";
}

function troubleOf(engine: EngineState, setup: SetupKept | null): SyncStatus["trouble"] {
  if (!engine.signedIn && isCopied(engine)) return "device-copied";
  if (!engine.signedIn) return setup === null ? "signed-out" : "never-online";
  if (engine.trouble !== null) return wordFor(engine.trouble);
  return engine.tooOld ? "protocol-too-old" : null;
}

function isCopied({ trouble }: EngineState): boolean {
  return trouble?.kind === "problem" && trouble.name === "device-copied";
}

function wordFor(fault: Fault): SyncStatus["trouble"] {
  switch (fault.kind) {
    case "unreachable":
    case "not-the-province":
    case "signed-out":
      return fault.kind;
    case "busy":
      return "too-many-requests";
    case "problem":
      return isProblemName(fault.name) ? fault.name : "unexpected";
    case "local":
      return fault.detail === "disk-full" ? "no-room" : fault.detail;
  }
}

function firstSyncOf(engine: EngineState): SyncStatus["firstSync"] {
  if (engine.bootstrap === null || engine.tooOld) return null;
  const { done, total, bytes } = engine.bootstrap;
  const remaining = engine.pacing === null ? null : remainingMs(engine.pacing);
  return { done, total, bytes, remainingMs: remaining, held: engine.held };
}
