import type { Page } from "@playwright/test";

declare global {
  interface Window {
    lxqBench?: {
      clickedAt: number;
      inboxReadyMs: number;
      sawAt: number;
      /** Does something as soon as the frame that is being made has been painted, before any other task. */
      afterPaint: (then: () => void) => void;
    };
  }
}

/** Looking every frame would take from the page's own time. */
const patiently = { timeout: 60_000, polling: 50 } as const;

/**
 * Makes a page note, from its first line on, when its list is usable (ms since the start of the navigation: rows are
 * painted and the middle of the first is that row's own) and when the last click came. To be called before `goto`.
 */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const afterPaint = (then: () => void): void =>
      void requestAnimationFrame(() => void scheduler.postTask(then, { priority: "user-blocking" }));
    const bench = { clickedAt: 0, inboxReadyMs: 0, sawAt: 0, afterPaint };
    window.lxqBench = bench;
    const isUsable = (): boolean => {
      const row = document.querySelector('li > a[href^="#/list/"]');
      if (row === null) return false;
      const { left, top, width, height } = row.getBoundingClientRect();
      return row.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    const look = (): void => {
      if (bench.inboxReadyMs > 0 || !isUsable()) return;
      changes.disconnect();
      bench.afterPaint(() => void (bench.inboxReadyMs ||= performance.now()));
    };
    const changes = new MutationObserver(look);
    changes.observe(document, { childList: true, subtree: true });
    window.addEventListener(
      "click",
      (event) => void (bench.clickedAt = performance.timeOrigin + event.timeStamp),
      true,
    );
  });
}

/** Waits until the list is usable; returns how long after the start of the navigation that was, ms. */
export async function inboxReadyMs(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.lxqBench?.inboxReadyMs ?? 0, undefined, patiently);
  return handle.jsonValue();
}

/** Whatever stands on the screen: elements under a selector whose text contains all of these words. */
export type Sight = Readonly<{ selector: string; words: readonly string[] }>;

/**
 * Begins to look for something, before whatever makes it appear; it is seen when it has been painted.
 * `seenAt` is in ms since the epoch, by the page's own counter.
 */
export async function lookFor(page: Page, sight: Sight): Promise<Readonly<{ seenAt: () => Promise<number> }>> {
  await page.evaluate(({ selector, words }) => {
    const bench = window.lxqBench;
    if (!bench) throw new Error("the page is not watched");
    bench.sawAt = 0;
    const isThere = (): boolean =>
      [...document.querySelectorAll(selector)].some((element) =>
        words.every((word) => (element.textContent ?? "").includes(word)),
      );
    const changes = new MutationObserver(() => {
      if (!isThere()) return;
      changes.disconnect();
      bench.afterPaint(() => void (bench.sawAt = performance.timeOrigin + performance.now()));
    });
    changes.observe(document, { childList: true, subtree: true, characterData: true });
  }, sight);
  return {
    seenAt: async () => {
      const handle = await page.waitForFunction(() => window.lxqBench?.sawAt ?? 0, undefined, patiently);
      return handle.jsonValue();
    },
  };
}

/** When the last click came, ms since the epoch by the page's own counter. */
export async function clickedAt(page: Page): Promise<number> {
  return page.evaluate(() => window.lxqBench?.clickedAt ?? 0);
}
