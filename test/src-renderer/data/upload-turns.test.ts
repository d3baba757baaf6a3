import { expect, test } from "vitest";

import { createTurns } from "../../../src-renderer/data/upload-turns.ts";
import type { UploadJob } from "../../../src-renderer/data/uploads.ts";
import { actionId, orderId, sha256 } from "../../../src-shared/kernel/ids.ts";
import { idOf } from "../../support/orders.ts";

const aFile = (at: number): UploadJob => ({
  sha256: sha256(String(at).repeat(64)),
  name: `${at}.png`,
  type: "image/png",
  size: 3,
  orderId: orderId(idOf("action", 1)),
  actionId: actionId(idOf("action", at)),
  url: null,
});
const [first, second, third] = [aFile(1), aFile(2), aFile(3)];
const turnsOfThree = () => createTurns({ jobs: () => [first, second, third] });
const cut = { isOfLine: true, moved: false };

test("[FI-26] a file that comes further keeps its turn however often the line is cut", () => {
  const turns = turnsOfThree();
  turns.failed(first, cut);
  for (let tries = 0; tries < 20; tries += 1) {
    expect(turns.next()).toBe(first);
    turns.failed(first, { isOfLine: true, moved: true });
    turns.failed(first, cut);
  }
});

test("[FI-26, OB-26] one that comes no further twice waits behind the others, and so does each that fares no better", () => {
  const turns = turnsOfThree();
  const tried = Array.from({ length: 8 }, () => {
    const now = turns.next();
    if (now) turns.failed(now, cut);
    return now?.name;
  });
  expect(tried).toEqual(["1.png", "1.png", "2.png", "2.png", "3.png", "3.png", "1.png", "2.png"]);
});

test("[FI-26, OB-26] one that the province does not take waits at once, and goes before again when it comes further", () => {
  const turns = turnsOfThree();
  turns.failed(first, { isOfLine: false, moved: true });
  expect(turns.next()).toBe(second);
  turns.failed(first, { isOfLine: true, moved: true });
  expect(turns.next()).toBe(first);
});
