import { errors, type Page } from "@playwright/test";

/** A draft whose note is saved is put away so soon, ms; only a plug pulled in between leaves it in the field. */
const putAwayMs = 5000;

/**
 * Types a note under the order that is open and sends it off. A note before it may be on the timeline and still in the
 * field for a moment: no hand is as quick, so it is waited for. What a pulled plug has left in the field is written over.
 */
export async function writeNote(page: Page, text: string): Promise<void> {
  const isPutAway = (): boolean => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="办理记录"]');
    const written = field?.value ?? "";
    return written === "" || ![...document.querySelectorAll("li")].some((one) => one.textContent.includes(written));
  };
  await page.waitForFunction(isPutAway, undefined, { timeout: putAwayMs }).catch(ignoreTimeout);
  await page.getByLabel("办理记录").fill(text);
  await page.getByLabel("办理记录").press("Control+Enter");
}

function ignoreTimeout(fault: unknown): void {
  if (!(fault instanceof errors.TimeoutError)) throw fault;
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
