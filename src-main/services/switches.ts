/** The part of Electron's `app.commandLine` that we use. */
export type CommandLine = Readonly<{ appendSwitch: (name: string, value?: string) => void }>;

/**
 * Chromium's switches, given before it is ready. IndexedDB on SQLite answers a full disk with a clean error, where
 * LevelDB silently lost every database (10 of 10 runs against 0 of 3; docs/spec/pitfalls.md PF-13).
 */
export const chromiumSwitches: Readonly<Record<string, string>> = {
  "enable-features": "IdbSqliteBackingStore,IdbSqliteOnDiskRollout",
};

export function applySwitches(commandLine: CommandLine): void {
  Object.entries(chromiumSwitches).forEach(([name, value]) => commandLine.appendSwitch(name, value));
}
