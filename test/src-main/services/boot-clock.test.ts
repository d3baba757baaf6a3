import { expect, test } from "vitest";

import { openBootClock, type BootClockParts } from "../../../src-main/services/boot-clock.ts";

/** A machine without a kernel's name of its boot, whose clock and counter a test moves. */
function machine() {
  const state = { seconds: 100, wall: 1_800_000_000_000, saved: null as string | null, saves: 0, made: 0 };
  const parts: BootClockParts = {
    kernelBootId: () => Promise.resolve(null),
    uptime: () => state.seconds,
    now: () => state.wall,
    newBootId: () => `boot-${(state.made += 1)}`,
    loadRecord: () => Promise.resolve(state.saved),
    saveRecord: (text) => {
      state.saves += 1;
      state.saved = text;
      return Promise.resolve();
    },
  };
  const pass = (seconds: number): void => {
    state.seconds += seconds;
    state.wall += seconds * 1000;
  };
  return { state, parts, pass };
}

test("[SH-35] on Linux the boot has the kernel's name, and nothing is written", async () => {
  const { parts, state } = machine();
  const read = await openBootClock({ ...parts, kernelBootId: () => Promise.resolve("kernel-1") });
  expect(await read()).toEqual({ bootId: "kernel-1", uptimeMs: 100_000 });
  expect(state.saves).toBe(0);
});

test("[SH-35] elsewhere the name is kept over starts of the app in one boot", async () => {
  const { parts, pass } = machine();
  await openBootClock(parts);
  pass(8 * 3600);
  const read = await openBootClock(parts);
  expect((await read()).bootId).toBe("boot-1");
});

test("[SH-35] a counter that went back is another boot, even with the wall clock set to match", async () => {
  const { parts, pass, state } = machine();
  const read = await openBootClock(parts);
  pass(8 * 3600);
  await read();
  state.seconds = 200; // started again, and the clock set so that the boot seems to be the same
  state.wall -= (8 * 3600 - 100) * 1000;
  expect((await (await openBootClock(parts))()).bootId).toBe("boot-2");
});

test("[SH-35] a boot that moved on the wall clock by more than a minute is another, by less the same", async () => {
  const { parts, state } = machine();
  await openBootClock(parts);
  state.wall += 59_000;
  expect((await (await openBootClock(parts))()).bootId).toBe("boot-1");
  state.wall -= 365 * 86_400_000;
  expect((await (await openBootClock(parts))()).bootId).toBe("boot-2");
});

test.each(["", "{", "[]", '{"bootId":1}'])("[SH-35] a broken record (%j) is no record", async (saved) => {
  const { parts, state } = machine();
  state.saved = saved;
  expect((await (await openBootClock(parts))()).bootId).toBe("boot-1");
});

test("[SH-36] the counter is whole milliseconds, and the wall clock does not move it", async () => {
  const { parts, state } = machine();
  const read = await openBootClock(parts);
  state.seconds = 123.456_789;
  state.wall -= 365 * 86_400_000;
  expect(await read()).toEqual({ bootId: "boot-1", uptimeMs: 123_456 });
});

test("[SH-35] the highest counter is written down once a minute", async () => {
  const { parts, pass, state } = machine();
  const read = await openBootClock(parts);
  for (let second = 0; second < 180; second += 1) {
    pass(1);
    await read();
  }
  expect(state.saves).toBe(4);
});
