import type { LineLook } from "../../src-shared/ipc/desk-bridge.ts";

/** What is looked at, in this order: what comes later rests on what comes before. */
export const checkNames = [
  "name",
  "connection",
  "portal",
  "latency",
  "download",
  "upload",
  "clock",
  "stream",
  "protocol",
  "space",
  "queue",
] as const;
export type CheckName = (typeof checkNames)[number];

/** The state of a check: `slow` works but not well, `unknown` cannot be seen from here, `skipped` rests on a failed one. */
export type CheckState = "waiting" | "running" | "ok" | "slow" | "failed" | "unknown" | "skipped";

/** What a check found: a word of ours for the sentence on the screen, its figures, and a technical word for support. */
export type Finding = Readonly<{
  state: CheckState;
  word: string;
  figures?: Readonly<Record<string, number | string>>;
  code?: string;
}>;
export type Check = Readonly<{ name: CheckName }> & Finding;

/** Beyond these a line is slow, ms there and back and kbit/s. */
const slowLatencyMs = 400;
const slowKbits = 256;
/** A clock that is further off than this is told, ms. */
const clockOffMs = 60_000;

/** What the name resolution says, as far as it can be seen apart from connecting. */
export function judgeName(look: LineLook | null, host: string): Finding {
  if (/^[\d.]+$|^\[|^localhost$/.test(host)) return { state: "ok", word: "number" };
  if (look === null) return { state: "unknown", word: "browser" };
  if (look.addresses > 0) return { state: "ok", word: "found", figures: { n: look.addresses } };
  return { state: "failed", word: "missing", code: look.fault ?? "" };
}

/** What an address answered when it was asked whether the province lives there. */
export type HealthAnswer =
  | Readonly<{ kind: "province"; protocol: number; serverTime: number | null; version: string }>
  | Readonly<{ kind: "stranger" | "none" }>;

export type Reached = Readonly<{ answer: HealthAnswer; look: LineLook | null; secure: boolean; online: boolean }>;

export function judgeConnection({ answer, look, secure, online }: Reached): Finding {
  if (answer.kind !== "none") return { state: "ok", word: secure ? "secure" : "plain" };
  const code = look?.fault ?? "";
  if (/CERT|SSL/.test(code)) return { state: "failed", word: "certificate", code };
  if (!online) return { state: "failed", word: "unplugged", code };
  // To a page a certificate that is not trusted looks like no answer at all.
  return { state: "failed", word: look === null && secure ? "unseen" : "none", code };
}

export function judgePortal({ answer, look }: Reached): Finding {
  if (answer.kind === "stranger") return { state: "failed", word: "stranger" };
  // A page cannot see whether its requests take a detour; that the province itself answers, it can.
  if (look === null) return { state: "ok", word: "browser" };
  return look.proxy ? { state: "ok", word: "proxy" } : { state: "ok", word: "direct" };
}

/** @param times of answers that came, ms */
export function judgeLatency(times: readonly number[], asked: number): Finding {
  if (times.length === 0) return { state: "failed", word: "none" };
  const ms = Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);
  const lost = asked - times.length;
  const figures = { ms, lost };
  if (lost > 0) return { state: "slow", word: "lossy", figures };
  return ms > slowLatencyMs ? { state: "slow", word: "slow", figures } : { state: "ok", word: "good", figures };
}

/** @param tookMs how long the sample took without one way there and back, or null when it did not come through */
export function judgeThroughput(bytes: number, tookMs: number | null): Finding {
  if (tookMs === null) return { state: "failed", word: "none" };
  const kbits = Math.round((bytes * 8) / Math.max(1, tookMs));
  return kbits < slowKbits
    ? { state: "slow", word: "slow", figures: { kbits } }
    : { state: "ok", word: "good", figures: { kbits } };
}

/** @param offMs how far this computer's clock is ahead (+) of the province's, or null when the province does not say */
export function judgeClock(offMs: number | null): Finding {
  if (offMs === null) return { state: "unknown", word: "silent" };
  const seconds = Math.round(Math.abs(offMs) / 1000);
  if (Math.abs(offMs) < clockOffMs) return { state: "ok", word: "good", figures: { seconds } };
  return { state: "slow", word: offMs > 0 ? "ahead" : "behind", figures: { minutes: Math.round(seconds / 60) } };
}

export function judgeProtocol(theirs: number, ours: number): Finding {
  const figures = { theirs, ours };
  if (theirs > ours + 2) return { state: "failed", word: "tooOld", figures };
  if (theirs > ours) return { state: "slow", word: "older", figures };
  return theirs < ours ? { state: "slow", word: "newer", figures } : { state: "ok", word: "same", figures };
}
