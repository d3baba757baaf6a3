import type { Page } from "@playwright/test";

/**
 * Types a note under the order that is open and sends it off. A note before it may be on the timeline and still in the
 * field for a moment, in which nothing more is sent: no hand is as quick, so it is waited for.
 */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.waitForFunction(() => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="办理记录"]');
    const written = field?.value ?? "";
    return written === "" || ![...document.querySelectorAll("li")].some((one) => one.textContent.includes(written));
  });
  await page.getByLabel("办理记录").fill(text);
  await page.getByLabel("办理记录").press("Control+Enter");
}

/** Waits for the moment in which the screen says of a note that it is saved. */
export async function untilSaved(page: Page, text: string, timeout?: number): Promise<void> {
  await page.waitForFunction(
    (words) =>
      [...document.querySelectorAll("li")].some(
        (one) => one.textContent.includes(words) && /已存本机|省平台已收/.test(one.textContent),
      ),
    text,
    { polling: "raf", ...(timeout === undefined ? {} : { timeout }) },
  );
}
