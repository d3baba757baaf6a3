import type {
  AppFacts,
  BridgeArgument,
  BridgeCall,
  BridgeResults,
  DeskBridge,
} from "../../src-shared/ipc/desk-bridge.ts";
import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import { onLineHint } from "./line-hint.ts";
import { exclusively, pageLocks } from "./page-locks.ts";
import type { Blobs, Journal, Platform, PrintedDocument, ShellPrinter } from "./platform.ts";
import { workerPictures } from "./pictures.ts";
import { Unavailable } from "./unavailable.ts";

/** Bytes of a file that cross the bridge at once. */
const chunkBytes = 512 * 1024;

type Call = <C extends BridgeCall>(name: C, argument: BridgeArgument<C>) => Promise<BridgeResults[C]>;

/** The desk in Electron: the main process keeps journal, files and secrets, and prints. */
export async function desktopPlatform(bridge: DeskBridge): Promise<Platform> {
  const call: Call = async (name, argument) => {
    const answer = await bridge.call(name, argument);
    if (answer.ok) return answer.value;
    throw new Unavailable(reasonOf(answer.failed, answer.detail), `${name}: ${answer.detail}`);
  };
  const facts: AppFacts = await call("app.facts", {});
  return {
    kind: "desktop",
    openJournal: (account) => openJournal(call, account),
    blobs: (account) => blobs(call, account),
    pictures: workerPictures(),
    secrets: {
      get: (name) => call("secret.get", { name }),
      set: (name, value) => call("secret.set", { name, value }),
      delete: (name) => call("secret.delete", { name }),
      exclusive: (work) => exclusively("accounts", work),
    },
    clock: {
      counter: "machine",
      read: () => call("clock.read", {}),
      wall: () => Date.now(),
      monotonic: () => performance.now(),
    },
    locks: pageLocks(),
    printer: printer(call),
    facts,
    fetch: (input, init) => globalThis.fetch(input, init),
    lookAtLine: () => call("line.look", {}),
    // A disk that cannot be looked at is no reason to stand still: what cannot be written says so itself.
    space: () => call("disk.space", {}).catch(() => "roomy" as const),
    onShellEvent: (listener) => bridge.onShellEvent(listener),
    onLineHint,
  };
}

function reasonOf(failed: "unavailable" | "refused" | "damaged", detail: string): Unavailable["reason"] {
  if (failed === "damaged") return "damaged";
  return /ENOSPC|disk.?full|no space/i.test(detail) ? "disk-full" : "local-store";
}

async function openJournal(call: Call, account: UserId): Promise<Journal> {
  const contents = await call("journal.open", { account });
  return {
    contents,
    append: async (all) => {
      for (const lines of portions(all)) await call("journal.append", { account, lines: [...lines] });
    },
    compact: (all) => call("journal.compact", { account, lines: [...all] }),
    close: () => Promise.resolve(),
  };
}

/** Characters and lines that one append carries over the bridge: only a journal built anew has more. */
const portionLength = 200_000;
const portionLines = 500;

function portions(lines: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let length = 0;
  for (const line of lines) {
    const last = all.at(-1);
    length += line.length;
    if (last !== undefined && length <= portionLength && last.length < portionLines) {
      last.push(line);
    } else {
      all.push([line]);
      length = line.length;
    }
  }
  return all;
}

function blobs(call: Call, account: UserId): Blobs {
  return {
    put: (sha256, blob) => putBlob(call, { account, sha256 }, blob),
    read: (sha256) => readBlob(call, { account, sha256 }),
    size: (sha256) => call("blob.size", { account, sha256 }),
    delete: (sha256) => call("blob.delete", { account, sha256 }),
    names: () => call("blob.names", { account }),
  };
}

type FileName = Readonly<{ account: UserId; sha256: Sha256 }>;

/** A file that lies here under the name but cannot be read any more is written anew. */
async function putBlob(call: Call, file: FileName, blob: Blob): Promise<void> {
  if ((await readBlob(call, file).catch(() => null)) !== null) return;
  await call("blob.begin", { ...file, size: blob.size });
  for (let offset = 0; offset < blob.size; offset += chunkBytes) {
    const bytes = new Uint8Array(await blob.slice(offset, offset + chunkBytes).arrayBuffer());
    await call("blob.write", { ...file, offset, bytes });
  }
  await call("blob.finish", file);
}

async function readBlob(call: Call, file: FileName): Promise<Blob | null> {
  const size = await call("blob.size", file);
  if (size === null) return null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; offset < size; offset += chunkBytes) {
    const length = Math.min(chunkBytes, size - offset);
    const part = await call("blob.read", { ...file, offset, length }).catch(unlessDamaged);
    if (part === null) return null;
    parts.push(new Uint8Array(part));
  }
  return new Blob(parts);
}

/** Bytes that are not what was stored are as good as none: who needs the file fetches it, or attaches it anew. */
function unlessDamaged(fault: unknown): null {
  if (fault instanceof Unavailable && fault.reason === "damaged") return null;
  throw fault;
}

function printer(call: Call): ShellPrinter {
  const contents = ({ html, name, images }: PrintedDocument) => ({ html, name, images: [...images] });
  return {
    toPdf: (document) => call("print.pdf", contents(document)),
    onPaper: (document) => call("print.paper", contents(document)),
    showFile: (path) => call("file.show", { path }),
  };
}
