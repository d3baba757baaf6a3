import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";

/** A USB stick (a folder): what a desk saves lies on it, and is carried to another desk. */
export type Stick = Readonly<{
  folder: string;
  /** Saves what a button hands over; gives the file. */
  saved: (page: Page, press: () => Promise<void>) => Promise<string>;
  throwAway: () => void;
}>;

export function createStick(): Stick {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-stick-"));
  return {
    folder,
    saved: async (page, press) => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      const file = path.join(folder, download.suggestedFilename());
      await download.saveAs(file);
      return file;
    },
    throwAway: () => rmSync(folder, { recursive: true, force: true }),
  };
}
