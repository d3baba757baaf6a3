import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

import { deleteCrashDumps } from "../../../src-main/services/crash-dumps.ts";
import { freeBytes } from "../../../src-main/services/free-bytes.ts";
import { readLaunch } from "../../../src-main/services/launch-arguments.ts";
import { isNearby, localProvince, serverUrl } from "../../../src-main/services/server-url.ts";
import { applySwitches } from "../../../src-main/services/switches.ts";
import { diskSpace, takesNewFiles } from "../../../src-shared/ipc/disk-space.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("[SH-12] E12 arguments of a start are hostile: only --hidden is understood", () => {
  expect(readLaunch(["desk", "--hidden"])).toEqual({ isHidden: true });
  const hostile: readonly (readonly unknown[])[] = [
    [],
    ["desk", "--hidden=true"],
    ["desk", "--HIDDEN"],
    ["desk", " --hidden"],
    ["desk", "--inspect=0.0.0.0:9229", "--remote-debugging-port=1", "--load-extension=/tmp/x", "--no-sandbox"],
    ["desk", "lianxinqiao://../../etc/passwd", "file:///etc/passwd", "\\\\share\\x", "../../x", "javascript:alert(1)"],
    ["desk", "x".repeat(10_000_000)],
    Array.from({ length: 100_000 }, () => "--x"),
    [{ toString: () => "--hidden" }, null, undefined, 7, ["--hidden"]],
    [...Array.from({ length: 64 }, () => "x"), "--hidden"],
    ["--hidden\u0000", "--hidden\n"],
  ];
  for (const argv of hostile) expect(readLaunch(argv)).toEqual({ isHidden: false });
});

test("[SH-13] E13 crash dumps are deleted at start, and a missing folder is none", async () => {
  const folder = temporaryFolder();
  await mkdir(path.join(folder, "completed"));
  await writeFile(path.join(folder, "completed/a.dmp"), "memory");
  await writeFile(path.join(folder, "settings.dat"), "x");
  expect(await deleteCrashDumps(folder)).toBe(2);
  expect(await readdir(folder)).toEqual([]);
  expect(await deleteCrashDumps(path.join(folder, "none"))).toBe(0);
});

test("[SH-13] a crash dump that cannot be deleted keeps neither the others nor the desk", async () => {
  const folder = temporaryFolder();
  for (const name of ["1.dmp", "2.dmp", "3.dmp"]) await writeFile(path.join(folder, name), "memory");
  const held = (place: string): Promise<void> =>
    place.endsWith("1.dmp") ? Promise.reject(new Error("EBUSY")) : rm(place);
  expect(await deleteCrashDumps(folder, held)).toBe(2);
  expect(await readdir(folder)).toEqual(["1.dmp"]);
});

test("[SH-11, SH-13] E11 E13 nothing in the shell bypasses certificates, starts the crash reporter or opens a file: page", async () => {
  const root = path.resolve(import.meta.dirname, "../../../src-main");
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  const banned =
    /certificate-error|setCertificateVerifyProc|ignore-certificate|NODE_TLS_REJECT|rejectUnauthorized|crashReporter|loadFile\(|bypassCSP|["'`]file:/;
  for (const file of files) expect(await readFile(path.join(root, file), "utf8"), file).not.toMatch(banned);
});

test("[SH-18] E18 Chromium is told to keep IndexedDB in SQLite", () => {
  const given: unknown[] = [];
  applySwitches({ appendSwitch: (...words) => void given.push(words) });
  expect(given).toEqual([["enable-features", "IdbSqliteBackingStore,IdbSqliteOnDiskRollout"]]);
});

test("[SH-19] E19 room on the disk has four levels, each at its own byte", () => {
  const levels = [2_000_000_000, 1_999_999_999, 500_000_000, 499_999_999, 100_000_000, 99_999_999, 0].map(diskSpace);
  expect(levels).toEqual(["roomy", "low", "low", "no-new-files", "no-new-files", "journal-only", "journal-only"]);
  expect(levels.map(takesNewFiles)).toEqual([true, true, true, false, false, false, false]);
});

test("[SH-19] E19 the room of a folder's disk is known", async () => {
  expect(await freeBytes(temporaryFolder())).toBeGreaterThan(0);
});

test("[SH-40] the province's address: LXQ_SERVER, then the user's, then the installed one, then this machine", () => {
  const one = '{"server":"https://desk.example.cn/"}';
  const two = '{"server":"https://other.example.cn:8443"}';
  expect(serverUrl("http://127.0.0.1:4000", [one])).toBe("http://127.0.0.1:4000");
  expect(serverUrl("", [one, two])).toBe("https://desk.example.cn");
  expect(serverUrl(undefined, [null, two])).toBe("https://other.example.cn:8443");
  expect(serverUrl(undefined, [null, null])).toBe(localProvince);
});

test.each([
  "http://desk.example.cn",
  "http://127.0.0.1.example.cn",
  "https://user:word@desk.example.cn",
  "ftp://desk.example.cn",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "desk.example.cn",
  "https://",
])("[SH-40] %s is no address of a province", (address) => {
  expect(() => serverUrl(address, [])).toThrow(/address|https/);
});

test.each(["", "{", "[]", "{}", '{"server":7}'])(
  "[SH-40] a config.json of %j is said to be wrong, not passed over",
  (text) => {
    expect(() => serverUrl(undefined, [text])).toThrow("config.json");
  },
);

test("[SH-8] what counts as nearby", () => {
  const nearby = [
    "http://127.0.0.1:1",
    "http://localhost",
    "http://[::1]:8",
    "https://10.1.2.3",
    "https://192.168.0.9",
    "https://172.20.0.1",
  ];
  const far = ["https://desk.example.cn", "https://172.32.0.1", "https://10.example.cn", "https://8.8.8.8"];
  expect(nearby.filter(isNearby)).toEqual(nearby);
  expect(far.filter(isNearby)).toEqual([]);
});
