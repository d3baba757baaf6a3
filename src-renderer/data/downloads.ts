import { BehaviorSubject, type Observable } from "rxjs";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import { apiPath } from "./api-path.ts";
import type { DownloadLine, FileAnswer, FileAway } from "./desk-files.ts";
import type { HttpAnswer, HttpFault } from "./http.ts";
import { sha256Of } from "./seal.ts";
import type { Session } from "./session.ts";
import { createMeter, type Meter } from "./upload-meter.ts";

export type DownloadParts = Readonly<{ session: Pick<Session, "pieces">; monotonic: () => number }>;

export type Downloads = Readonly<{
  lines$: Observable<readonly DownloadLine[]>;
  /** Fetches a file, one at a time in the order asked; who asks for one that is coming waits for the same. */
  fetch: (attachment: Attachment) => Promise<FileAnswer>;
  stop: (sha256: Sha256) => void;
}>;

/** What has come of a file. */
type Begun = { parts: Uint8Array<ArrayBuffer>[]; got: number };

/** So many files that were cut or stopped are remembered, each up to 50 MB. */
const remembered = 3;
/** The screen is told at most so often, ms. */
const tellEveryMs = 400;

/**
 * Fetches files from the province. A line that breaks off costs what was under way and no more: the rest is asked for
 * from there on, as long as every try brings something.
 * @see docs/spec/files.md FI-40 to FI-42
 */
export function createDownloads({ session, monotonic }: DownloadParts): Downloads {
  const lines$ = new BehaviorSubject<readonly DownloadLine[]>([]);
  const meter = createMeter(monotonic);
  const begun = new Map<Sha256, Begun>();
  const asked = new Map<Sha256, Readonly<{ answer: Promise<FileAnswer>; stop: AbortController }>>();
  let last: Promise<unknown> = Promise.resolve();
  const tell = (line: DownloadLine): void =>
    lines$.next(lines$.value.map((one) => (one.sha256 === line.sha256 ? line : one)));
  const fetchInTurn = async (attachment: Attachment, signal: AbortSignal): Promise<FileAnswer> => {
    const file = begun.get(attachment.sha256) ?? { parts: [], got: 0 };
    begun.set(attachment.sha256, file);
    const moved = progressOf(attachment, { tell, meter, monotonic });
    const answer = await fetchWhole({ session, attachment, file, moved, signal });
    if (answer.ok || answer.why === "damaged") begun.delete(attachment.sha256);
    for (const old of [...begun.keys()].slice(0, -remembered)) begun.delete(old);
    return answer;
  };
  const ask = (attachment: Attachment): Promise<FileAnswer> => {
    const { sha256, name, size } = attachment;
    const stop = new AbortController();
    const got = begun.get(sha256)?.got ?? 0;
    lines$.next([...lines$.value, { sha256, name, size, got, secondsLeft: null }]);
    const answer = last
      .then(() => fetchInTurn(attachment, stop.signal))
      .finally(() => {
        asked.delete(sha256);
        lines$.next(lines$.value.filter((one) => one.sha256 !== sha256));
      });
    last = answer.catch(() => undefined);
    asked.set(sha256, { answer, stop });
    return answer;
  };
  return {
    lines$,
    fetch: (attachment) => asked.get(attachment.sha256)?.answer ?? ask(attachment),
    stop: (sha256) => asked.get(sha256)?.stop.abort(),
  };
}

type Telling = Readonly<{ tell: (line: DownloadLine) => void; meter: Meter; monotonic: () => number }>;

function progressOf(attachment: Attachment, { tell, meter, monotonic }: Telling): (got: number) => void {
  const { sha256, name, size } = attachment;
  let toldAt = Number.NEGATIVE_INFINITY;
  meter.begin();
  return (got) => {
    meter.moved(got);
    if (monotonic() - toldAt < tellEveryMs) return;
    toldAt = monotonic();
    tell({ sha256, name, size, got, secondsLeft: meter.secondsFor(size - got) });
  };
}

type Fetching = Readonly<{
  session: Pick<Session, "pieces">;
  attachment: Attachment;
  file: Begun;
  moved: (got: number) => void;
  signal: AbortSignal;
}>;

async function fetchWhole(fetching: Fetching): Promise<FileAnswer> {
  const { attachment, file, signal } = fetching;
  for (;;) {
    if (signal.aborted) return { ok: false, why: "stopped" };
    const before = file.got;
    const answer = await fetchOn(fetching);
    if (answer.ok) return whole(attachment, file);
    if (signal.aborted) return { ok: false, why: "stopped" };
    const isCut = answer.fault.kind === "unreachable" && file.got > before;
    if (!isCut) return { ok: false, why: whyOf(answer.fault, attachment) };
  }
}

function fetchOn({ session, attachment, file, moved, signal }: Fetching): Promise<HttpAnswer<number>> {
  return session.pieces(
    { method: "GET", path: apiPath.attachment(attachment.sha256) },
    {
      from: file.got,
      begin: (from) => {
        if (from !== file.got) Object.assign(file, { parts: [], got: from });
        moved(file.got);
      },
      take: (piece) => {
        file.parts.push(piece);
        file.got += piece.length;
        moved(file.got);
      },
      signal,
    },
  );
}

async function whole(attachment: Attachment, { parts }: Begun): Promise<FileAnswer> {
  const blob = new Blob(parts, { type: attachment.type });
  const isSame = (await sha256Of(await blob.arrayBuffer())) === attachment.sha256;
  return isSame ? { ok: true, blob } : { ok: false, why: "damaged" };
}

function whyOf(fault: HttpFault, attachment: Attachment): FileAway {
  if (fault.kind === "signed-out") return "signed-out";
  if (fault.kind !== "problem") return "offline";
  if (fault.name === "no-such-file") return attachment.stored ? "no-right" : "pending";
  return "busy";
}
