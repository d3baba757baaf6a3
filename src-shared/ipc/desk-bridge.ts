import { Type, type Static } from "typebox";

import { sha256Schema, userIdSchema, type Sha256 } from "../kernel/ids.ts";
import type { DiskSpace } from "./disk-space.ts";

const account = userIdSchema;
const file = Type.Object({ account, sha256: sha256Schema }, { additionalProperties: false });
const nothing = Type.Object({}, { additionalProperties: false });

/**
 * Every call from the page to the main process, with the schema of its one argument. The handler checks sender, frame,
 * size (`argumentLimit`) and schema before it does anything (docs/spec/shell.md SH-4).
 */
export const bridgeCalls = {
  /** Opens an account's journal and returns every whole line in it, oldest first. */
  "journal.open": Type.Object({ account }, { additionalProperties: false }),
  /** Appends lines; resolves only after fsync. */
  "journal.append": Type.Object(
    { account, lines: Type.Array(Type.String({ maxLength: 900_000 }), { minItems: 1, maxItems: 500 }) },
    { additionalProperties: false },
  ),
  /** Replaces the journal by these lines (write aside, fsync, rename): drops what is settled and older than 30 days. */
  "journal.compact": Type.Object(
    { account, lines: Type.Array(Type.String({ maxLength: 900_000 }), { maxItems: 100_000 }) },
    { additionalProperties: false },
  ),
  /** Starts, fills and finishes a file of the blob store; `blob.finish` fails when the bytes do not hash to the name. */
  "blob.begin": Type.Object(
    { ...file.properties, size: Type.Integer({ minimum: 1 }) },
    { additionalProperties: false },
  ),
  "blob.write": Type.Object(
    { ...file.properties, offset: Type.Integer({ minimum: 0 }), bytes: Type.Unsafe<Uint8Array>({}) },
    { additionalProperties: false },
  ),
  "blob.finish": file,
  "blob.read": Type.Object(
    {
      ...file.properties,
      offset: Type.Integer({ minimum: 0 }),
      length: Type.Integer({ minimum: 1, maximum: 1_048_576 }),
    },
    { additionalProperties: false },
  ),
  "blob.size": file,
  "blob.delete": file,
  "blob.names": Type.Object({ account }, { additionalProperties: false }),
  /** A secret of an account under the operating system's keychain (`safeStorage`). */
  "secret.get": Type.Object({ name: Type.String({ pattern: "^[a-z0-9.-]{1,80}$" }) }, { additionalProperties: false }),
  "secret.set": Type.Object(
    { name: Type.String({ pattern: "^[a-z0-9.-]{1,80}$" }), value: Type.String({ maxLength: 100_000 }) },
    { additionalProperties: false },
  ),
  "secret.delete": Type.Object(
    { name: Type.String({ pattern: "^[a-z0-9.-]{1,80}$" }) },
    { additionalProperties: false },
  ),
  /** The machine's boot and monotonic counter: evidence of time that the wall clock cannot move. */
  "clock.read": nothing,
  /**
   * Prints a document to PDF in a hidden, sandboxed window without scripts; then the save dialog. The document names
   * a picture `app://blob/<account>/<sha256>`; only those in `images` are given to it.
   */
  "print.pdf": Type.Object(
    {
      html: Type.String({ maxLength: 1_000_000 }),
      name: Type.String({ maxLength: 120 }),
      images: Type.Array(file, { maxItems: 200 }),
    },
    { additionalProperties: false },
  ),
  /** The same document to a printer, by the system's dialog. */
  "print.paper": Type.Object(
    {
      html: Type.String({ maxLength: 1_000_000 }),
      name: Type.String({ maxLength: 120 }),
      images: Type.Array(file, { maxItems: 200 }),
    },
    { additionalProperties: false },
  ),
  "file.show": Type.Object({ path: Type.String({ maxLength: 2000 }) }, { additionalProperties: false }),
  "app.facts": nothing,
  /** How much room there is on the disk now. */
  "disk.space": nothing,
  /** Looks at the line to the configured province: what a page cannot see. */
  "line.look": nothing,
} as const;

export type BridgeCall = keyof typeof bridgeCalls;

const mebibyte = 1_048_576;

/**
 * Largest argument of a call, in bytes: all its text as UTF-8 and all its binary. A chunk of a file is up to 1 MiB
 * beside its names; compacting hands over a whole month.
 */
export function argumentLimit(call: BridgeCall): number {
  if (call === "journal.compact") return 64 * mebibyte;
  return call === "blob.write" ? mebibyte + 1024 : mebibyte;
}

export type BridgeArgument<C extends BridgeCall> = Static<(typeof bridgeCalls)[C]>;

export type ClockReading = Readonly<{ bootId: string; uptimeMs: number }>;
export type SavedPdf = Readonly<{ saved: true; path: string }> | Readonly<{ saved: false }>;
/** `weakKeychain`: the system has none, so keys lie in a file that only this user may read. Absent in a browser. */
export type AppFacts = Readonly<{
  version: string;
  platform: string;
  serverUrl: string;
  deviceName: string;
  weakKeychain?: boolean;
}>;

/** Addresses of the province's name, whether a proxy stands between, and Chromium's name of the connection's fault. */
export type LineLook = Readonly<{ addresses: number; proxy: boolean; fault: string | null }>;

export type BridgeResults = {
  /** `damaged` counts records that could not be read any more; the file as it was is kept beside the journal. */
  "journal.open": Readonly<{ lines: readonly string[]; tornBytes: number; damaged: number }>;
  "journal.append": void;
  "journal.compact": void;
  "blob.begin": void;
  "blob.write": void;
  "blob.finish": void;
  "blob.read": Uint8Array;
  "blob.size": number | null;
  "blob.delete": void;
  "blob.names": readonly Sha256[];
  "secret.get": string | null;
  "secret.set": void;
  "secret.delete": void;
  "clock.read": ClockReading;
  "print.pdf": SavedPdf;
  "print.paper": void;
  "file.show": void;
  "app.facts": AppFacts;
  "disk.space": DiskSpace;
  "line.look": LineLook;
};

/**
 * Why a call failed, as the page gets it: Electron loses error classes on the way, so failures travel as values.
 * `unavailable` is a fault of the machine (disk full, no keychain); `refused` a call the contract does not allow.
 */
export type BridgeFailure = Readonly<{ failed: "unavailable" | "refused" | "damaged"; detail: string }>;
export type BridgeAnswer<C extends BridgeCall> =
  Readonly<{ ok: true; value: BridgeResults[C] }> | Readonly<{ ok: false } & BridgeFailure>;

/** What the page finds under `window.lianxinqiao`: one function per call and a subscription to the shell's words. */
export type DeskBridge = Readonly<{
  call: <C extends BridgeCall>(name: C, argument: BridgeArgument<C>) => Promise<BridgeAnswer<C>>;
  onShellEvent: (listener: (event: ShellEvent) => void) => () => void;
}>;

/** What the shell tells the page: menu commands, wake from sleep, a lock of the screen. */
export type ShellEvent =
  | Readonly<{
      type: "command";
      command: "new" | "print" | "find" | "refresh" | "sync-center" | "shortcuts" | "manual";
    }>
  | Readonly<{ type: "resumed" }>
  | Readonly<{ type: "screen-locked" }>;
