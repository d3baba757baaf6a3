import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import { apiPath } from "./api-path.ts";
import type { FileAnswer, FileAway } from "./desk-files.ts";
import type { HttpAnswer, HttpFault } from "./http.ts";
import type { PartialFiles } from "./partial-files.ts";
import { sha256Of } from "./seal.ts";
import type { Session } from "./session.ts";

export type FetchParts = Readonly<{
  session: Pick<Session, "pieces">;
  partials: PartialFiles;
  monotonic: () => number;
}>;

/** What has come of a file, and how many bytes of that lie on the disk as well; `keptAt` by the machine's counter, ms. */
export type BegunFile = { parts: Uint8Array<ArrayBuffer>[]; got: number; kept: number; keptAt: number };

/** What comes quickly is not written twice: a piece goes to the disk when it is so large and so long after the last. */
const pieceBytes = 256 * 1024;
const pieceMs = 5000;

type Wish = Readonly<{
  attachment: Attachment;
  file: BegunFile;
  moved: (got: number) => void;
  signal: AbortSignal;
}>;

/**
 * Fetches a file from where it was, also where the desk was closed in between, and keeps it; of a file that does not come
 * to its end it keeps what came. What cannot be kept is shown all the same.
 * @see docs/spec/files.md FI-40, FI-41, FI-47
 */
export async function fetchFile(parts: FetchParts, wish: Wish): Promise<FileAnswer> {
  const { partials, monotonic } = parts;
  const { attachment, file } = wish;
  await takeUp(parts, wish);
  let keeping: Promise<unknown> = Promise.resolve();
  const keep = (): void => {
    const { kept, got } = file;
    if (got <= kept) return;
    const bytes = new Blob(lastOf(file.parts, got - kept));
    Object.assign(file, { kept: got, keptAt: monotonic() });
    keeping = keeping.then(() => partials.add(attachment.sha256, kept, bytes)).catch(() => undefined);
  };
  const isDue = (): boolean => file.got - file.kept >= pieceBytes && monotonic() - file.keptAt >= pieceMs;
  const answer = await fetchWhole(parts, wish, () => (isDue() ? keep() : undefined));
  if (isUnfinished(answer)) keep();
  await keeping;
  if (answer.ok) await partials.finish(attachment.sha256, answer.blob).catch(() => undefined);
  else if (!isUnfinished(answer)) await partials.drop(attachment.sha256).catch(() => undefined);
  return answer;
}

/** Whether what came may be of use later. */
function isUnfinished(answer: FileAnswer): boolean {
  return !answer.ok && answer.why !== "damaged" && answer.why !== "no-right";
}

async function takeUp({ partials, monotonic }: FetchParts, { attachment, file }: Wish): Promise<void> {
  const onDisk = await partials.begin(attachment.sha256).catch(() => []);
  const kept = onDisk.reduce((sum, part) => sum + part.length, 0);
  if (file.got === 0) Object.assign(file, { parts: [...onDisk], got: kept });
  Object.assign(file, { kept: Math.min(kept, file.got), keptAt: monotonic() });
}

async function fetchWhole(parts: FetchParts, wish: Wish, took: () => void): Promise<FileAnswer> {
  const { attachment, file, signal } = wish;
  if (file.got === attachment.size) return whole(attachment, file);
  for (;;) {
    if (signal.aborted) return { ok: false, why: "stopped" };
    const before = file.got;
    const answer = await fetchOn(parts, wish, took);
    if (answer.ok) return whole(attachment, file);
    if (signal.aborted) return { ok: false, why: "stopped" };
    const isCut = answer.fault.kind === "unreachable" && file.got > before;
    if (!isCut) return { ok: false, why: whyOf(answer.fault, attachment) };
  }
}

function fetchOn({ session }: FetchParts, wish: Wish, took: () => void): Promise<HttpAnswer<number>> {
  const { attachment, file, moved, signal } = wish;
  return session.pieces(
    { method: "GET", path: apiPath.attachment(attachment.sha256) },
    {
      from: file.got,
      begin: (from) => {
        if (from !== file.got) Object.assign(file, { parts: [], got: from, kept: 0 });
        moved(file.got);
      },
      take: (piece) => {
        file.parts.push(piece);
        file.got += piece.length;
        moved(file.got);
        took();
      },
      signal,
    },
  );
}

/** The last bytes of what came, so many. */
function lastOf(parts: readonly Uint8Array<ArrayBuffer>[], bytes: number): Uint8Array<ArrayBuffer>[] {
  const last: Uint8Array<ArrayBuffer>[] = [];
  let left = bytes;
  for (let at = parts.length - 1; at >= 0 && left > 0; at -= 1) {
    const part = parts[at] ?? new Uint8Array();
    last.unshift(part.length <= left ? part : part.subarray(part.length - left));
    left -= part.length;
  }
  return last;
}

async function whole(attachment: Attachment, { parts }: BegunFile): Promise<FileAnswer> {
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
