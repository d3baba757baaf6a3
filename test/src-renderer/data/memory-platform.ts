import type { DiskSpace } from "../../../src-shared/ipc/disk-space.ts";
import type { Sha256, UserId } from "../../../src-shared/kernel/ids.ts";
import type { Blobs, Hold, Journal, Locks, MachineClock, Platform } from "../../../src-renderer/platform/platform.ts";
import { Unavailable } from "../../../src-renderer/platform/unavailable.ts";

/** The disk of a computer: what survives a closed page, and how it may fail. */
export type Disk = {
  journals: Map<UserId, string[]>;
  blobs: Map<Sha256, Blob>;
  secrets: Map<string, string>;
  isFull: boolean;
  space: DiskSpace;
  /** Called within an append, before its lines are on the disk. */
  beforeAppend: () => Promise<void>;
};

export function emptyDisk(): Disk {
  return {
    journals: new Map(),
    blobs: new Map(),
    secrets: new Map(),
    isFull: false,
    space: "roomy",
    beforeAppend: async () => {},
  };
}

/** A clock that a test may set: `wall` moves with `skewMs`, the counter does not. */
export type TestClock = MachineClock & { skewMs: number; boot: string };

export function testClock(counter: "machine" | "page" = "machine"): TestClock {
  const clock: TestClock = {
    counter,
    skewMs: 0,
    boot: "boot-1",
    read: async () => ({ bootId: clock.boot, uptimeMs: Math.floor(performance.now()) }),
    wall: () => Date.now() + clock.skewMs,
    monotonic: () => performance.now(),
  };
  return clock;
}

/** A platform in memory over a disk that outlives it. */
export function memoryPlatform(disk: Disk, serverUrl: string, clock: MachineClock = testClock()): Platform {
  const ready = (): void => {
    if (disk.isFull) throw new Unavailable("disk-full", "no room on the test's disk");
  };
  const blobs: Blobs = {
    put: async (sha256, blob) => {
      ready();
      disk.blobs.set(sha256, blob);
    },
    read: async (sha256) => disk.blobs.get(sha256) ?? null,
    size: async (sha256) => disk.blobs.get(sha256)?.size ?? null,
    delete: async (sha256) => void disk.blobs.delete(sha256),
    names: async () => [...disk.blobs.keys()],
  };
  return {
    kind: "desktop",
    openJournal: async (account) => openJournal(disk, account, ready),
    blobs: () => blobs,
    // No canvas here: the copy is the picture with a word before it.
    pictures: { draw: async (bytes) => ({ ok: true, blob: new Blob(["drawn ", bytes], { type: "image/jpeg" }) }) },
    secrets: {
      get: async (name) => disk.secrets.get(name) ?? null,
      set: async (name, value) => void disk.secrets.set(name, value),
      delete: async (name) => void disk.secrets.delete(name),
      exclusive: (work) => work(),
    },
    clock,
    locks: memoryLocks(),
    printer: null,
    facts: { version: "test", platform: "test", serverUrl, deviceName: "test desk" },
    fetch: (input, init) => globalThis.fetch(input, init),
    lookAtLine: null,
    space: async () => disk.space,
    onShellEvent: () => () => {},
    onLineHint: () => () => {},
  };
}

function openJournal(disk: Disk, account: UserId, ready: () => void): Journal {
  const lines = disk.journals.get(account) ?? [];
  disk.journals.set(account, lines);
  return {
    contents: { lines: [...lines], tornBytes: 0, damaged: 0 },
    append: async (more) => {
      ready();
      await disk.beforeAppend();
      lines.push(...more);
    },
    compact: async (all) => {
      ready();
      lines.splice(0, lines.length, ...all);
    },
    close: async () => {},
  };
}

const held = new Map<string, { onAsked: (() => void)[] }>();

/** Locks among all platforms of one test process. */
function memoryLocks(): Locks {
  return {
    take: async (name, options) => {
      const other = held.get(name);
      if (other && options?.steal !== true) return null;
      other?.onAsked.forEach((listener) => listener());
      const mine = { onAsked: [] as (() => void)[] };
      held.set(name, mine);
      const hold: Hold = {
        release: () => {
          if (held.get(name) === mine) held.delete(name);
        },
        onAsked: (listener) => void mine.onAsked.push(listener),
      };
      return hold;
    },
    exclusive: (_, work) => work(),
    isHeld: async (name) => held.has(name),
    askToLetGo: (name) => held.get(name)?.onAsked.forEach((listener) => listener()),
  };
}

/** Forgets everything the browser's database holds, as damage to it does (fake-indexeddb). */
export async function loseIndexedDb(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name ?? "");
      request.onsuccess = () => resolve();
      request.onblocked = () => reject(new Error(`${name} is still open`));
    });
  }
}
