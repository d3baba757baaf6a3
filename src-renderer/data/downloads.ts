import { BehaviorSubject, type Observable } from "rxjs";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import type { DownloadLine, FileAnswer } from "./desk-files.ts";
import { fetchFile, type BegunFile, type FetchParts } from "./fetch-file.ts";
import { createMeter, type Meter } from "./upload-meter.ts";

export type DownloadParts = FetchParts;

export type Downloads = Readonly<{
  lines$: Observable<readonly DownloadLine[]>;
  /** Fetches a file, one at a time in the order asked; who asks for one that is coming waits for the same. */
  fetch: (attachment: Attachment) => Promise<FileAnswer>;
  stop: (sha256: Sha256) => void;
}>;

/** So many files that were cut or stopped are remembered, each up to 50 MB. */
const remembered = 3;
/** The screen is told at most so often, ms. */
const tellEveryMs = 400;

/**
 * Fetches files from the province. A line that breaks off costs what was under way and no more: the rest is asked for
 * from there on, as long as every try brings something, and after a restart of the desk.
 * @see docs/spec/files.md FI-40 to FI-42, FI-47
 */
export function createDownloads(parts: DownloadParts): Downloads {
  const { monotonic } = parts;
  const lines$ = new BehaviorSubject<readonly DownloadLine[]>([]);
  const meter = createMeter(monotonic);
  const asked = new Map<Sha256, Readonly<{ answer: Promise<FileAnswer>; stop: AbortController }>>();
  const begun = new Map<Sha256, BegunFile>();
  let last: Promise<unknown> = Promise.resolve();
  const tell = (line: DownloadLine): void =>
    lines$.next(lines$.value.map((one) => (one.sha256 === line.sha256 ? line : one)));
  const fetchInTurn = async (attachment: Attachment, signal: AbortSignal): Promise<FileAnswer> => {
    const file = begun.get(attachment.sha256) ?? { parts: [], got: 0, kept: 0, keptAt: 0 };
    begun.set(attachment.sha256, file);
    const moved = progressOf(attachment, { tell, meter, monotonic });
    const answer = await fetchFile(parts, { attachment, file, moved, signal });
    if (answer.ok || answer.why === "damaged" || answer.why === "no-right") begun.delete(attachment.sha256);
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
