import { expect, test } from "vitest";

import { createReach } from "../../../src-renderer/data/upload-reach.ts";
import { sha256 } from "../../../src-shared/kernel/ids.ts";

const photo = { sha256: sha256("a".repeat(64)) };

/** One try: it begins where the province says, and so much leaves this computer before the line is cut. */
function tried(reach: ReturnType<typeof createReach>, from: number, sent: number): boolean {
  reach.begin();
  const hear = reach.watching(photo, () => undefined);
  hear(from);
  hear(sent);
  return reach.moved();
}

test("[SE-41] a try moved when it begins further on than the one before; what only left this computer does not count", () => {
  const reach = createReach();
  expect(tried(reach, 0, 900)).toBe(false);
  expect(tried(reach, 0, 900)).toBe(false);
  expect(tried(reach, 500, 900)).toBe(true);
  expect(tried(reach, 500, 900)).toBe(false);
  expect(tried(reach, 900, 900)).toBe(true);
});

test("[SE-41] a run that brought a whole file over moved", () => {
  const reach = createReach();
  reach.begin();
  reach.over(photo);
  expect(reach.moved()).toBe(true);
  reach.begin();
  expect(reach.moved()).toBe(false);
});
