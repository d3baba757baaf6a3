import axe from "axe-core";

/** So many frames in which nothing moved: what a script begins shows one or two frames later. */
const quietFrames = 6;

/** Waits until nothing fades or slides any more: what is half there has neither its colours nor its place. */
export async function untilStill(): Promise<void> {
  for (let quiet = 0; quiet < quietFrames; quiet += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.getAnimations().some(ends)) quiet = 0;
  }
}

/** The ring of what waits turns for ever. */
function ends({ playState, effect }: Animation): boolean {
  return playState === "running" && effect?.getComputedTiming().endTime !== Infinity;
}

/** Everything axe finds on the page as it is when it has come to rest: the rule that is broken, and where. */
export async function pageFaults(options: axe.RunOptions = {}): Promise<readonly (readonly [string, string])[]> {
  await untilStill();
  const { violations } = await axe.run(document.body, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => [id, `${html} ${any[0]?.message ?? ""}`] as const),
  );
}
