/** The box is written so much later, ms: the screen says "saved" first, and several entries go in one write. */
const workBehindMs = 80;
/**
 * What can wait follows once nothing has come for so long, ms, and after `restAtMostMs` in any case: a long queue is then
 * written down once and not with every push.
 */
const restBehindMs = 1_000;
const restAtMostMs = 5_000;

/**
 * Runs something a little later, once for all who asked meanwhile: soon for somebody's work, at rest for what can wait.
 * @see docs/spec/local-store.md LS-60
 */
export function createBoxDelay(run: () => void): (why: "work" | "rest") => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = Number.POSITIVE_INFINITY;
  return (why) => {
    const now = performance.now();
    latest = Math.min(latest, now + (why === "work" ? workBehindMs : restAtMostMs));
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        latest = Number.POSITIVE_INFINITY;
        run();
      },
      Math.min(latest - now, restBehindMs),
    );
  };
}
