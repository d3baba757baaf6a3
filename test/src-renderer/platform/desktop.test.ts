import { expect, test } from "vitest";
import Value from "typebox/value";

import {
  argumentLimit,
  bridgeCalls,
  type BridgeAnswer,
  type BridgeCall,
  type BridgeFailure,
  type DeskBridge,
} from "../../../src-shared/ipc/desk-bridge.ts";
import { userId } from "../../../src-shared/kernel/ids.ts";
import { desktopPlatform } from "../../../src-renderer/platform/desktop.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";

const account = userId("00000000-0000-7000-8000-000000000001");
type Said = Readonly<{ name: BridgeCall; argument: Record<string, unknown> }>;

/** A main process in memory that takes only what the contract allows, and notes every call. */
function shell() {
  const said: Said[] = [];
  const bytes: number[] = [];
  let failure: BridgeFailure | null = null;
  let failing: BridgeCall | null = null;
  const answers: Partial<Record<BridgeCall, (argument: Record<string, unknown>) => unknown>> = {
    "app.facts": () => ({ version: "1", platform: "linux", serverUrl: "http://province", deviceName: "desk" }),
    "journal.open": () => ({ lines: ["一"], tornBytes: 3, damaged: 2 }),
    "blob.size": () => (bytes.length > 0 ? bytes.length : null),
    "blob.write": ({ bytes: part }) => (part as Uint8Array).forEach((byte) => bytes.push(byte)),
    "blob.read": ({ offset, length }) => Uint8Array.from(bytes.slice(Number(offset), Number(offset) + Number(length))),
    "disk.space": () => "no-new-files",
    "clock.read": () => ({ bootId: "b", uptimeMs: 7 }),
  };
  const bridge: DeskBridge = {
    call: async (name, argument) => {
      expect(Value.Check(bridgeCalls[name], argument), `${name} ${JSON.stringify(argument).slice(0, 200)}`).toBe(true);
      const given: Record<string, unknown> = { ...argument };
      expect(sizeOf(given)).toBeLessThan(argumentLimit(name));
      said.push({ name, argument: given });
      if (failure !== null && (failing ?? name) === name) return { ok: false, ...failure };
      return { ok: true, value: answers[name]?.(given) } as BridgeAnswer<typeof name>;
    },
    onShellEvent: () => () => undefined,
  };
  return {
    bridge,
    said,
    fail: (next: BridgeFailure | null, only: BridgeCall | null = null) => void ([failure, failing] = [next, only]),
  };
}

function sizeOf(argument: Record<string, unknown>): number {
  const { bytes, ...rest } = argument;
  const binary = bytes instanceof Uint8Array ? bytes.length : 0;
  return binary + new TextEncoder().encode(JSON.stringify(rest)).length;
}

test("[LS-1] [LS-7] the journal of the desktop is the main process's, with what it says of damage", async () => {
  const { bridge, said } = shell();
  const journal = await (await desktopPlatform(bridge)).openJournal(account);
  expect(journal.contents).toEqual({ lines: ["一"], tornBytes: 3, damaged: 2 });
  await journal.append(["二"]);
  await journal.compact(["三"]);
  expect(said.slice(-2)).toEqual([
    { name: "journal.append", argument: { account, lines: ["二"] } },
    { name: "journal.compact", argument: { account, lines: ["三"] } },
  ]);
});

test("[LS-1] a journal built anew goes over the bridge in portions, in order", async () => {
  const { bridge, said } = shell();
  const journal = await (await desktopPlatform(bridge)).openJournal(account);
  const lines = Array.from({ length: 1200 }, (_, at) => `${at} ${"长".repeat(at % 7 === 0 ? 3000 : 10)}`);
  await journal.append(lines);
  const portions = said.filter((one) => one.name === "journal.append").map((one) => one.argument["lines"] as string[]);
  expect(portions.flat()).toEqual(lines);
  expect(portions.every((portion) => portion.length <= 500 && portion.join("").length <= 210_000)).toBe(true);
});

test.each<[BridgeFailure, string]>([
  [{ failed: "unavailable", detail: "ENOSPC: no space left on device" }, "disk-full"],
  [{ failed: "unavailable", detail: "the keychain is locked" }, "local-store"],
  [{ failed: "damaged", detail: "hash" }, "damaged"],
  [{ failed: "refused", detail: "no such call" }, "local-store"],
])("[LS-3] the failure %j is told as %s", async (failure, reason) => {
  const { bridge, fail } = shell();
  const platform = await desktopPlatform(bridge);
  fail(failure);
  await expect(platform.secrets.get("a")).rejects.toMatchObject({ name: "Unavailable", reason });
});

test("[LS-5] a file crosses the bridge in pieces and comes back whole", async () => {
  const { bridge, said } = shell();
  const blobs = (await desktopPlatform(bridge)).blobs(account);
  const bytes = crypto.getRandomValues(new Uint8Array(65_000));
  const hash = await sha256Of(bytes);
  await blobs.put(hash, new Blob(Array.from({ length: 20 }, () => bytes)));
  expect(said.map((one) => one.name).filter((name) => name.startsWith("blob."))).toEqual([
    "blob.size",
    "blob.begin",
    "blob.write",
    "blob.write",
    "blob.write",
    "blob.finish",
  ]);
  const read = await blobs.read(hash);
  expect(read?.size).toBe(1_300_000);
  expect(new Uint8Array((await read?.slice(65_000, 130_000).arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
});

test("[FI-72] a file that is damaged here is as good as none, and is written anew by whoever brings it again", async () => {
  const { bridge, said, fail } = shell();
  const blobs = (await desktopPlatform(bridge)).blobs(account);
  const hash = await sha256Of(new TextEncoder().encode("欠条"));
  const written = (): number => said.filter((one) => one.name === "blob.finish").length;
  await blobs.put(hash, new Blob(["欠条"]));
  await blobs.put(hash, new Blob(["欠条"]));
  expect(written()).toBe(1);
  fail({ failed: "damaged", detail: "damaged" }, "blob.read");
  expect(await blobs.read(hash)).toBeNull();
  await blobs.put(hash, new Blob(["欠条"]));
  expect(written()).toBe(2);
  fail({ failed: "unavailable", detail: "disk-fault" }, "blob.read");
  await expect(blobs.read(hash)).rejects.toMatchObject({ reason: "local-store" });
  await blobs.put(hash, new Blob(["欠条"]));
  expect(written()).toBe(3);
});

test("[OB-16] [OB-14] room on the disk and the machine's counter are the shell's word", async () => {
  const { bridge, fail } = shell();
  const platform = await desktopPlatform(bridge);
  expect(await platform.space()).toBe("no-new-files");
  expect([platform.clock.counter, await platform.clock.read()]).toEqual(["machine", { bootId: "b", uptimeMs: 7 }]);
  fail({ failed: "unavailable", detail: "disk-fault" });
  expect(await platform.space()).toBe("roomy");
});
