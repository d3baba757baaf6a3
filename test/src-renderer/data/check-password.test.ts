import { expect, test } from "vitest";

import { checkPassword } from "../../../src-renderer/data/courier/check-password.ts";
import { userId } from "../../../src-shared/kernel/ids.ts";
import { emptyDisk, memoryPlatform, testClock } from "./memory-platform.ts";

const account = userId("00000000-0000-7000-8000-000000000202");
const isRight = async (password: string): Promise<boolean> => password === "right";

test("[CP-49] after five wrong passwords it waits, longer each time, over restarts and a clock set back", async () => {
  const disk = emptyDisk();
  const clock = testClock();
  const attempt = (password: string) =>
    checkPassword(memoryPlatform(disk, "", clock), { account, password, hash: "" }, isRight);
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(await attempt("wrong")).toMatchObject({ ok: false, trouble: "wrong-credentials" });
  }
  expect(await attempt("right")).toMatchObject({ ok: false, trouble: "too-many-attempts" });
  clock.skewMs = -86_400_000;
  expect(await attempt("right")).toMatchObject({ ok: false, trouble: "too-many-attempts", retryAfterMs: 30_000 });
  clock.skewMs = 31_000;
  expect(await attempt("wrong")).toMatchObject({ trouble: "wrong-credentials" });
  clock.skewMs = 62_000;
  expect(await attempt("right")).toMatchObject({ trouble: "too-many-attempts" });
  clock.skewMs = 93_000;
  expect(await attempt("right")).toEqual({ ok: true });
  expect(await attempt("wrong")).toMatchObject({ trouble: "wrong-credentials" });
  expect(await attempt("right")).toEqual({ ok: true });
});
