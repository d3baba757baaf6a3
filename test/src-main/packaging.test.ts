import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

import manifest from "../../package.json" with { type: "json" };
import { inRoot } from "../../scripts/support/paths.ts";

type Target = Readonly<{ target: string; arch: readonly string[] }>;
type Packaging = Readonly<{
  asar: boolean;
  npmRebuild: boolean;
  files: readonly string[];
  electronFuses: Readonly<Record<string, boolean>>;
  nsis: Readonly<Record<string, unknown>>;
  win: Readonly<{ target: readonly Target[] }>;
  linux: Readonly<{ target: readonly Target[] }>;
}>;
const packaging = JSON.parse(readFileSync(inRoot("resources/packaging/electron-builder.json"), "utf8")) as Packaging;

test("[SH-1] E1 Electron is a supported major version, pinned exactly", () => {
  const [, major] = /^(\d+)\.\d+\.\d+$/.exec(manifest.devDependencies.electron) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(45);
  expect(manifest.main).toBe("out/main/main.js");
});

test("[SH-9] E9 the fuses of the packaged app", () => {
  expect(packaging.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(packaging.asar).toBe(true);
});

test("[SH-9] E9 electron-builder understands every word of the configuration", async () => {
  const builder = createRequire(inRoot("node_modules/electron-builder/package.json"));
  const { validateConfiguration } = builder("app-builder-lib/out/util/config/config.js") as {
    validateConfiguration: (config: unknown, debug: { isEnabled: boolean }) => Promise<void>;
  };
  await validateConfiguration(structuredClone(packaging), { isEnabled: false });
  await expect(validateConfiguration({ ...packaging, electronFuse: {} }, { isEnabled: false })).rejects.toThrow();
});

test("[SH-24] E24 what is packed is the build and its icons, without modules, maps and what only a browser needs", () => {
  expect(packaging.files.filter((file) => !file.startsWith("!"))).toEqual([
    ...["out/main/**", "out/preload/**", "out/renderer/**", "resources/icons/*.png", "package.json"],
  ]);
  expect(packaging.files).toContain("!**/node_modules/**");
  expect(packaging.files).toContain("!out/renderer/**/*.map");
  expect(packaging.npmRebuild).toBe(false);
});

test("[SH-23, SH-25] E23 E25 installers for Windows and Linux, x64 and arm64, per user", () => {
  const targets = [...packaging.win.target, ...packaging.linux.target];
  expect(targets.map(({ target }) => target)).toEqual(["nsis", "deb", "AppImage"]);
  for (const { arch } of targets) expect(arch).toEqual(["x64", "arm64"]);
  expect(packaging.nsis).toMatchObject({ perMachine: false, deleteAppDataOnUninstall: false });
});

test("[SH-17] E17 the icons that the shell names are there, and are pictures", () => {
  for (const size of [16, 32, 256, 512]) {
    const file = inRoot(`resources/icons/${size}.png`);
    expect(existsSync(file)).toBe(true);
    const bytes = readFileSync(file);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
  }
});
