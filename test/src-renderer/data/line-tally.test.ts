import { expect, test } from "vitest";

import { openTally, type LineMove, type LineTally } from "../../../src-renderer/data/line-tally.ts";
import type { OwnList } from "../../../src-renderer/data/work-list.ts";

/** A copy of which only the lists of its lines are known, and what it counted and kept. */
function aCopy(lists: readonly OwnList[], kept: string | null) {
  const lines = [...lists];
  const texts: string[] = [];
  const counted: OwnList[] = [];
  const tally = openTally({
    kept,
    count: (list) => {
      counted.push(list);
      return Promise.resolve(lines.filter((one) => one === list).length);
    },
    keep: (text) => {
      texts.push(text);
      return Promise.resolve();
    },
  });
  return { lines, texts, counted, tally };
}

const change = (tally: LineTally, ...moves: readonly LineMove[]): Promise<void> =>
  tally.change(({ begins, moved }) => {
    begins();
    moved(moves);
    return Promise.resolve();
  });

test("[LS-62] what was kept is taken without counting a line, and follows what changes", async () => {
  const { tally, texts, counted } = aCopy([], JSON.stringify({ ended: 40_000, "to-archive": 3, "in-handling": 12 }));
  expect([await tally.of("all"), await tally.of("ended"), await tally.of("to-review")]).toEqual([40_015, 40_003, 0]);
  await change(tally, { from: "in-handling", to: "to-review" }, { from: null, to: "in-handling" });
  await change(tally, { from: "ended", to: null });
  expect([await tally.of("all"), await tally.of("in-handling"), await tally.of("to-review")]).toEqual([40_015, 12, 1]);
  expect(counted).toEqual([]);
  expect(texts.map((text): unknown => (text === "" ? "changes" : JSON.parse(text)))).toEqual([
    "changes",
    { ended: 40_000, "to-archive": 3, "in-handling": 12, "to-review": 1 },
    "changes",
    { ended: 39_999, "to-archive": 3, "in-handling": 12, "to-review": 1 },
  ]);
});

test.each([
  ["nothing was kept", null],
  ["a crash came in the midst of a change", ""],
  ["what was kept cannot be understood", '{"ended":-1}'],
])("[LS-62] all is counted when %s", async (_why, kept) => {
  const { tally, counted, texts } = aCopy(["ended", "below", "below"], kept);
  expect(await Promise.all([tally.of("all"), tally.of("below")])).toEqual([3, 2]);
  expect(counted).toHaveLength(12);
  expect(texts).toHaveLength(1);
});

test("[LS-62] all is counted after a change that failed, and after one that was begun anew", async () => {
  const { tally, lines, counted } = aCopy(["below", "below"], '{"below":2}');
  await expect(
    tally.change(({ moved }) => {
      lines.pop();
      moved([]);
      return Promise.reject(new Error("the disk is full"));
    }),
  ).rejects.toThrow("the disk is full");
  expect(await tally.of("below")).toBe(1);
  await tally.change(({ begins, moved }) => {
    begins();
    lines.push("below");
    begins();
    moved([]);
    return Promise.resolve();
  });
  expect(await tally.of("below")).toBe(2);
  expect(counted).toHaveLength(24);
});

test("[LS-62] whoever reads every line puts the lengths right, unless something has changed meanwhile", async () => {
  const { tally, texts } = aCopy([], '{"below":7}');
  await tally.reading()(["below", "ended", "below"]);
  expect([await tally.of("below"), await tally.of("ended")]).toEqual([2, 1]);
  const outdated = tally.reading();
  await change(tally, { from: null, to: "below" });
  await outdated(["below"]);
  expect(await tally.of("below")).toBe(3);
  await tally.wipe(() => Promise.resolve());
  expect(await tally.of("all")).toBe(0);
  expect(texts.at(-1)).toBe("{}");
});
