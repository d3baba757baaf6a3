import { openJournal } from "../../../src-main/journal/journal.ts";
import type { Account } from "../../../src-renderer/data/identity.ts";
import type { Blobs, Journal, MachineClock, Platform } from "../../../src-renderer/platform/platform.ts";
import { Unavailable } from "../../../src-renderer/platform/unavailable.ts";
import type { OrderId, Sha256 } from "../../../src-shared/kernel/ids.ts";
import type { Profile } from "../../../src-shared/protocol/session.ts";
import { goodLine, type Line } from "../network/network.ts";
import type { Build } from "../versions/builds.ts";
import { theWorld } from "../world/world.ts";
import { Browser } from "./browser-database.ts";
import { MemoryDisk } from "./memory-disk.ts";

/** A file that the desk has said it saved. */
export type PromisedFile = Readonly<{ order: OrderId; size: number }>;

/** A computer in an office: what outlives its programs, and its clocks. */
export type Machine = {
  readonly name: string;
  account: Account;
  /** The program that is installed; null where all run the product as it is. */
  build: Build | null;
  readonly disk: MemoryDisk;
  readonly browser: Browser;
  readonly secrets: Map<string, string>;
  readonly blobs: Map<Sha256, Blob>;
  /** Files that its desk said it has saved, by the hash of their bytes. */
  readonly files: Map<Sha256, PromisedFile>;
  readonly line: Line;
  readonly clock: { skewMs: number; boot: number; bootedAt: number };
  /** Somebody tampers with its counters: no time that it claims is true. */
  forges: boolean;
  /** It has been suspended in this run. */
  sleeps: boolean;
  /** It lost power since its copy was last compared with the province's: that one comparison may find something. */
  mayLack: boolean;
  /** It has lost power in this run: marks of who opened an order are in no version, and lost ones come with its next change. */
  lostPower: boolean;
  /** Steps that its desk says are waiting: more than its journal says, once a new epoch has them offered again. */
  waiting: number;
  /** Files that its desk says are still to go up. */
  uploads: number;
  /** Whose desk its program takes itself for. */
  profile: Profile;
};

export function newMachine(name: string, account: Account): Machine {
  const bootedAt = theWorld().now() - theWorld().random.between(0, 40_000_000);
  return {
    name,
    account,
    build: theWorld().versions?.pick<Build>([1, 2, 3, 3]) ?? null,
    disk: new MemoryDisk(),
    browser: new Browser(),
    secrets: new Map(),
    blobs: new Map(),
    files: new Map(),
    line: goodLine(),
    clock: { skewMs: 0, boot: 1, bootedAt },
    forges: false,
    sleeps: false,
    mayLack: false,
    lostPower: false,
    waiting: 0,
    uploads: 0,
    profile: account.profile,
  };
}

function clockOf(machine: Machine): MachineClock {
  const { name, clock } = machine;
  const uptime = (): number => theWorld().now() - clock.bootedAt;
  const forged = (): number => Math.max(0, uptime() + theWorld().random.between(-40_000_000, 40_000_000));
  return {
    counter: "machine",
    read: async () => ({ bootId: `${name}-boot-${clock.boot}`, uptimeMs: machine.forges ? forged() : uptime() }),
    wall: () => theWorld().now() + clock.skewMs,
    monotonic: uptime,
  };
}

function blobsOf({ blobs }: Machine): Blobs {
  return {
    put: async (sha256, blob) => void blobs.set(sha256, blob),
    read: async (sha256) => blobs.get(sha256) ?? null,
    size: async (sha256) => blobs.get(sha256)?.size ?? null,
    delete: async (sha256) => void blobs.delete(sha256),
    names: async () => [...blobs.keys()],
  };
}

/** Lines lie on the simulated disk as they are: the cipher has tests of its own. */
const plain = { seal: (line: string) => line, open: (sealed: string) => sealed };

async function journalOf({ disk }: Machine): Promise<Journal> {
  const place = { disk: disk.port, folder: "journal", cipher: plain };
  const told = (fault: unknown): never => {
    const isFull = fault instanceof Error && "reason" in fault && fault.reason === "disk-full";
    throw new Unavailable(isFull ? "disk-full" : "local-store", "the simulated disk", fault);
  };
  const journal = await openJournal(place).catch(told);
  return {
    contents: journal.content,
    append: (lines) => journal.append(lines).catch(told),
    compact: (lines) => journal.compact(lines).catch(told),
    close: journal.close,
  };
}

const hold = { release: () => undefined, onAsked: () => undefined };

/** The platform of a machine, as the desk knows it. */
export function platformOf(machine: Machine, onResumed: (listener: () => void) => () => void): Platform {
  const { secrets } = machine;
  const nobodyElse: Platform["locks"] = {
    take: async () => hold,
    isHeld: async () => false,
    exclusive: (_, work) => work(),
    askToLetGo: () => undefined,
  };
  return {
    kind: "desktop",
    pictures: { draw: async () => ({ ok: false, why: "unreadable" }) },
    openJournal: () => journalOf(machine),
    blobs: () => blobsOf(machine),
    lookAtLine: null,
    secrets: {
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => {
        await theWorld().pause(theWorld().random.delay(1));
        secrets.set(name, value);
      },
      delete: async (name) => void secrets.delete(name),
      exclusive: (work) => work(),
    },
    clock: clockOf(machine),
    locks: nobodyElse,
    printer: null,
    facts: {
      version: machine.build === null ? "sim" : `build ${machine.build}`,
      platform: "sim",
      serverUrl: "http://province",
      deviceName: machine.name,
    },
    fetch: () => Promise.reject(new Error("a run has no other line than the simulated net")),
    space: async () => "roomy",
    onShellEvent: (listener) => onResumed(() => listener({ type: "resumed" })),
    onLineHint: () => () => undefined,
  };
}
