import { expect, type Page } from "@playwright/test";

/** What went wrong on a page behind its screen. */
export type Watch = Readonly<{
  /** Fails when a script threw, a dialog of a foreign script opened, or the screen shows a stack trace. */
  expectCalm: () => Promise<void>;
}>;

/** Requests that fail are the line's doing and the browser notes them by itself; everything else is ours. */
const ofTheLine = /Failed to load resource|net::ERR_|ERR_CONNECTION|unsupported MIME type|status of (401|429|5\d\d)/;
const stackTrace = /\bat [\w.$<>]+ \(|\bat https?:|Error: |\.tsx?:\d+|node_modules/;

/** Watches a page from now on. */
export function watch(page: Page): Watch {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`page error: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !ofTheLine.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return {
    expectCalm: async () => {
      expect(await page.locator("body").innerText()).not.toMatch(stackTrace);
      expect(faults).toEqual([]);
    },
  };
}
