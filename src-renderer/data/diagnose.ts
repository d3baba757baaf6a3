import { BehaviorSubject, type Observable } from "rxjs";
import { Type } from "typebox";

import type { LineLook } from "../../src-shared/ipc/desk-bridge.ts";
import type { DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import { lineSampleBytes } from "../../src-shared/protocol/line-sample.ts";
import { protocolVersion } from "../../src-shared/protocol/sync.ts";
import type { Platform } from "../platform/platform.ts";
import { apiPath } from "./api-path.ts";
import { base64Url } from "../../src-shared/kernel/base64url.ts";
import {
  checkNames,
  judgeClock,
  judgeConnection,
  judgeLatency,
  judgeName,
  judgePortal,
  judgeProtocol,
  judgeThroughput,
  type Check,
  type CheckName,
  type Finding,
  type HealthAnswer,
  type Reached,
} from "./diagnosis.ts";
import type { Http } from "./http.ts";
import type { Session } from "./session.ts";

export type DiagnoseParts = Readonly<{
  platform: Pick<Platform, "clock" | "space" | "facts" | "lookAtLine">;
  http: Http;
  /** Null while nobody is signed in, as is what waits on this computer. */
  session: Pick<Session, "isSignedIn" | "stream"> | null;
  queue: (() => Queue) | null;
  isOnline: () => boolean;
}>;

type Queue = Readonly<{ unsent: number; refused: number; files: number }>;

const healthSchema = Type.Object({
  version: Type.String(),
  protocol: Type.Integer(),
  serverTime: Type.Optional(Type.Integer()),
});
const silenceMs = 10_000;
const latencySamples = 5;
/** The stream says the heads as soon as it opens: what holds them back this long holds back news as well, ms. */
const streamWithinMs = 8_000;

/**
 * Looks at the line to the province step by step, and tells each as it is done; complete once all have a finding. Asks
 * nothing of the desk's own work and changes nothing.
 * @see docs/spec/weak-line.md WK-1 to WK-6
 */
export function diagnose(parts: DiagnoseParts): Observable<readonly Check[]> {
  const waiting = checkNames.map((name): Check => ({ name, state: "waiting", word: "" }));
  const checks$ = new BehaviorSubject<readonly Check[]>(waiting);
  const put = (name: CheckName, finding: Finding): void => {
    checks$.next(checks$.value.map((one) => (one.name === name ? { name, ...finding } : one)));
  };
  void run(parts, async (name, find) => {
    put(name, { state: "running", word: "" });
    put(name, await find().catch((): Finding => ({ state: "failed", word: "none" })));
  }).finally(() => checks$.complete());
  return checks$;
}

type Step = (name: CheckName, find: () => Promise<Finding>) => Promise<void>;

const restsOnLine = ["latency", "download", "upload", "clock", "stream", "protocol"] as const;

async function run(parts: DiagnoseParts, step: Step): Promise<void> {
  const { platform } = parts;
  const host = new URL(platform.facts.serverUrl).hostname;
  let look: LineLook | null = null;
  await step("name", async () => {
    look = platform.lookAtLine === null ? null : await platform.lookAtLine().catch(() => null);
    return judgeName(look, host);
  });
  let asked: Health = { answer: { kind: "none" }, sentAt: 0, tookMs: 0 };
  const reached = (): Reached => {
    const secure = platform.facts.serverUrl.startsWith("https:");
    return { answer: asked.answer, look, secure, online: parts.isOnline() };
  };
  await step("connection", async () => {
    asked = await askHealth(parts);
    return judgeConnection(reached());
  });
  const skipped: Finding = { state: "skipped", word: "skipped" };
  if (asked.answer.kind === "none") await step("portal", async () => skipped);
  else await step("portal", async () => judgePortal(reached()));
  if (asked.answer.kind === "province") await runOnLine(parts, step, asked.answer);
  else for (const name of restsOnLine) await step(name, async () => skipped);
  await step("space", async () => judgeSpace(await platform.space()));
  await step("queue", async () => judgeQueue(parts.queue === null ? null : parts.queue()));
}

type Province = Extract<HealthAnswer, { kind: "province" }>;

async function runOnLine(parts: DiagnoseParts, step: Step, { protocol }: Province): Promise<void> {
  const heard: Health[] = [];
  await step("latency", async () => {
    for (let count = 0; count < latencySamples; count += 1) heard.push(await askHealth(parts));
    const came = heard.filter(({ answer }) => answer.kind === "province");
    return judgeLatency(
      came.map(({ tookMs }) => tookMs),
      latencySamples,
    );
  });
  const wayMs = Math.min(...heard.map(({ tookMs }) => tookMs));
  await step("download", () => measure(parts, wayMs, () => download(parts)));
  await step("upload", () => measure(parts, wayMs, () => upload(parts)));
  await step("clock", async () => judgeClock(offOf(heard)));
  await step("stream", () => listen(parts));
  await step("protocol", async () => judgeProtocol(protocol, protocolVersion));
}

type Health = Readonly<{ answer: HealthAnswer; sentAt: number; tookMs: number }>;

/** Asks whether the province lives: `sentAt` by the wall clock, to hold its time against ours. */
async function askHealth({ http, platform }: DiagnoseParts): Promise<Health> {
  const [from, sentAt] = [platform.clock.monotonic(), platform.clock.wall()];
  const asked = { method: "GET", path: apiPath.health, token: null, silenceMs } as const;
  const answer = await http.json(asked, healthSchema);
  const tookMs = platform.clock.monotonic() - from;
  if (answer.ok) {
    const { version, protocol, serverTime = null } = answer.value;
    return { answer: { kind: "province", version, protocol, serverTime }, sentAt, tookMs };
  }
  return { answer: { kind: answer.fault.kind === "unreachable" ? "none" : "stranger" }, sentAt, tookMs };
}

/** How far our clock is ahead, by the quickest answer: the province's time lies in the middle of the way. */
function offOf(heard: readonly Health[]): number | null {
  const [best] = heard.filter(({ answer }) => answer.kind === "province").toSorted((a, b) => a.tookMs - b.tookMs);
  if (best?.answer.kind !== "province" || best.answer.serverTime === null) return null;
  return best.sentAt + best.tookMs / 2 - best.answer.serverTime;
}

async function measure({ platform }: DiagnoseParts, wayMs: number, work: () => Promise<boolean>): Promise<Finding> {
  const from = platform.clock.monotonic();
  const came = await work();
  return judgeThroughput(lineSampleBytes, came ? platform.clock.monotonic() - from - wayMs : null);
}

async function download({ http }: DiagnoseParts): Promise<boolean> {
  const answer = await http.bytes({ method: "GET", path: apiPath.line, token: null, silenceMs });
  return answer.ok && answer.value.size === lineSampleBytes;
}

async function upload({ http }: DiagnoseParts): Promise<boolean> {
  const filler = base64Url(crypto.getRandomValues(new Uint8Array((lineSampleBytes * 3) / 4)));
  const ask = { method: "POST", path: apiPath.line, token: null, body: { filler }, silenceMs } as const;
  return (await http.json(ask, Type.Object({ received: Type.Integer() }))).ok;
}

/** Whether the event stream lets its first words through: some proxies open it and hold everything back. */
async function listen({ session }: DiagnoseParts): Promise<Finding> {
  if (session?.isSignedIn() !== true) return { state: "unknown", word: "signedOut" };
  const abort = new AbortController();
  const deadline = setTimeout(() => abort.abort(), streamWithinMs);
  try {
    const answer = await session.stream({ method: "GET", path: apiPath.stream }, abort.signal);
    if (!answer.ok) return { state: "slow", word: "none" };
    const first = await answer.value.getReader().read();
    return first.done ? { state: "slow", word: "none" } : { state: "ok", word: "good" };
  } catch {
    return { state: "slow", word: "held" };
  } finally {
    clearTimeout(deadline);
    abort.abort();
  }
}

function judgeSpace(space: DiskSpace): Finding {
  const states = { roomy: "ok", low: "slow", "no-new-files": "failed", "journal-only": "failed" } as const;
  return { state: states[space], word: space };
}

function judgeQueue(queue: Queue | null): Finding {
  if (queue === null) return { state: "unknown", word: "signedOut" };
  const figures = { ...queue };
  if (queue.refused > 0) return { state: "slow", word: "refused", figures };
  const isEmpty = queue.unsent === 0 && queue.files === 0;
  return isEmpty ? { state: "ok", word: "empty", figures } : { state: "slow", word: "waiting", figures };
}
