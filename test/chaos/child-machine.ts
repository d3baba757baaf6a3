import { readFile } from "node:fs/promises";
import { uptime } from "node:os";
import path from "node:path";

import { openBlobStore } from "../../src-main/blobs/blob-store.ts";
import { answerCalls } from "../../src-main/ipc/answer-call.ts";
import { bridgeHandlers } from "../../src-main/ipc/bridge-handlers.ts";
import { deskOrigin } from "../../src-main/ipc/sender.ts";
import { accountJournals } from "../../src-main/journal/account-journals.ts";
import { machineDisk } from "../../src-main/services/disk.ts";
import { openKeychain } from "../../src-main/services/keychain.ts";
import { openLog } from "../../src-main/services/log.ts";
import type { DeskBridge } from "../../src-shared/ipc/desk-bridge.ts";
import { desktopPlatform } from "../../src-renderer/platform/desktop.ts";
import type { Platform } from "../../src-renderer/platform/platform.ts";
import { fakeSafeStorage } from "../support/fake-safe-storage.ts";

/**
 * The desktop app's platform in a plain Node process: the page's half and the main process's half of the bridge, with
 * the machine's real disk under journal, keys and files. Only Electron itself and its keychain are not there.
 */
export async function childMachine(folder: string, serverUrl: string): Promise<Platform> {
  const disk = machineDisk;
  const keychain = openKeychain({
    disk,
    folder: path.join(folder, "keys"),
    safeStorage: fakeSafeStorage(),
    platform: process.platform,
  });
  const log = openLog({ folder: path.join(folder, "logs"), now: () => Date.now() });
  const bootId = (await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "one boot")).trim();
  const never = (): never => {
    throw new Error("no printer here");
  };
  const handlers = bridgeHandlers({
    journals: accountJournals({ disk, root: folder, keychain }),
    blobs: openBlobStore({ disk, root: folder, keychain, hasRoom: async () => true }),
    keychain,
    readClock: async () => ({ bootId, uptimeMs: Math.floor(uptime() * 1000) }),
    printPdf: never,
    printPaper: never,
    showFile: () => false,
    space: async () => "roomy",
    lookAtLine: async () => ({ addresses: 1, proxy: false, fault: null }),
    facts: async () => ({ version: "chaos", platform: process.platform, serverUrl, deviceName: "chaos device" }),
  });
  const answer = answerCalls(handlers, log);
  const frame = { origin: deskOrigin, url: `${deskOrigin}/index.html`, parent: null };
  const bridge = {
    call: (name: unknown, argument: unknown) => answer(frame, name, argument),
    onShellEvent: () => () => undefined,
  };
  globalThis.addEventListener ??= () => undefined; // Node tells nobody of its line
  return desktopPlatform(bridge as unknown as DeskBridge);
}
