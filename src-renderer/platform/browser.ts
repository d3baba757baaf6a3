import type { AppFacts } from "../../src-shared/ipc/desk-bridge.ts";
import { diskSpace, type DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import { sha256 as fileName, type UserId } from "../../src-shared/kernel/ids.ts";
import { onLineHint } from "./line-hint.ts";
import { exclusively, pageLocks } from "./page-locks.ts";
import type { Blobs, Journal, MachineClock, Platform, Secrets } from "./platform.ts";
import { workerPictures } from "./pictures.ts";
import { startStorageWorker, type StorageWorker } from "./worker-client.ts";

/**
 * The desk in a plain browser: journal and files in the origin-private file system, the province at the page's own
 * address, and a clock that is only this page's.
 */
export function browserPlatform(version: string): Platform {
  const worker = startStorageWorker();
  return {
    kind: "browser",
    openJournal: (account) => openJournal(worker, account),
    blobs: (account) => blobs(worker, account),
    pictures: workerPictures(),
    secrets: secrets(worker),
    clock: pageClock(),
    locks: pageLocks(),
    printer: null,
    facts: facts(version),
    fetch: (input, init) => globalThis.fetch(input, init),
    lookAtLine: null,
    space,
    onShellEvent: () => () => undefined,
    onLineHint,
  };
}

function facts(version: string): AppFacts {
  const { platform, userAgent } = navigator;
  const browser = /(Edg|Chrome|Firefox|Safari)\/(\d+)/.exec(userAgent)?.slice(1).join(" ") ?? "Browser";
  return { version, platform, serverUrl: location.origin, deviceName: `${browser} · ${platform}` };
}

/** What the browser grants this origin beyond what it uses. */
async function space(): Promise<DiskSpace> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  return diskSpace(quota - usage);
}

async function openJournal(worker: StorageWorker, account: UserId): Promise<Journal> {
  await askToKeep();
  const { lines, tornBytes, damaged } = await worker.ask({ call: "journal.open", account });
  const send = async (call: "journal.append" | "journal.compact", all: readonly string[]): Promise<void> => {
    await worker.ask({ call, account, lines: all });
  };
  return {
    contents: { lines, tornBytes, damaged },
    append: (all) => send("journal.append", all),
    compact: (all) => send("journal.compact", all),
    close: async () => void (await worker.ask({ call: "journal.close", account })),
  };
}

/** Asks the browser not to clear this origin when space runs short. It may say no; the journal is there all the same. */
async function askToKeep(): Promise<void> {
  await navigator.storage.persist().catch(() => false);
}

function blobs(worker: StorageWorker, account: UserId): Blobs {
  return {
    put: async (sha256, blob) => void (await worker.ask({ call: "blob.put", account, sha256, blob })),
    size: async (sha256) => (await worker.ask({ call: "blob.size", account, sha256 })).size,
    delete: async (sha256) => void (await worker.ask({ call: "blob.delete", account, sha256 })),
    names: async () => (await worker.ask({ call: "blob.names", account })).lines.map(fileName),
    read: async (sha256) => {
      const { size } = await worker.ask({ call: "blob.size", account, sha256 });
      return size === null ? null : storedFile(account, sha256);
    },
  };
}

async function storedFile(account: UserId, sha256: string): Promise<Blob> {
  let folder = await navigator.storage.getDirectory();
  for (const name of ["lianxinqiao", "accounts", account, "blobs"]) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(sha256)).getFile();
}

function secrets(worker: StorageWorker): Secrets {
  return {
    get: async (name) => (await worker.ask({ call: "secret.get", name })).text,
    set: async (name, value) => void (await worker.ask({ call: "secret.set", name, value })),
    delete: async (name) => void (await worker.ask({ call: "secret.delete", name })),
    exclusive: (work) => exclusively("accounts", work),
  };
}

function pageClock(): MachineClock {
  const bootId = crypto.randomUUID();
  return {
    counter: "page",
    read: () => Promise.resolve({ bootId, uptimeMs: Math.floor(performance.now()) }),
    wall: () => Date.now(),
    monotonic: () => performance.now(),
  };
}
