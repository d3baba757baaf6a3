import fc from "fast-check";
import { expect, test } from "vitest";

import type { MachineClock } from "../../../src-renderer/platform/platform.ts";
import { createProvinceClock, parseHeard } from "../../../src-renderer/data/province-clock.ts";

const minute = 60_000;
const year = 365 * 24 * 60 * minute;

type Machine = { at: number; wallOff: number; boot: string; asleepMs: number; counter: "machine" | "page" };

/** A computer whose true time is `at`; its wall clock is `wallOff` wrong and its page stood still for `asleepMs`. */
function clockOf(machine: Machine): MachineClock {
  const monotonic = (): number => machine.at - machine.asleepMs;
  return {
    counter: machine.counter,
    read: async () => ({ bootId: machine.boot, uptimeMs: machine.counter === "machine" ? machine.at : monotonic() }),
    wall: () => machine.at + machine.wallOff,
    monotonic,
  };
}

const machineAt = (part: Partial<Machine> = {}): Machine => ({
  at: 1_790_000_000_000,
  wallOff: 0,
  boot: "b1",
  asleepMs: 0,
  counter: "machine",
  ...part,
});

test("[OB-15] without a word from the province, the wall clock is all there is", async () => {
  const machine = machineAt({ wallOff: -year });
  const clock = await createProvinceClock(clockOf(machine), null);
  expect(clock.now()).toBe(machine.at - year);
  expect(clock.minutesOff()).toBeNull();
});

test("[OB-15] once heard, now follows the province, wherever the wall clock is set afterwards", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -year, max: 0 }), fc.nat(72 * 60 * minute), async (setTo, later) => {
      const machine = machineAt();
      const clock = await createProvinceClock(clockOf(machine), null);
      await clock.hear({ serverTime: machine.at + 5000, clockToken: "t" });
      machine.at += later;
      machine.wallOff = setTo;
      expect(clock.now()).toBe(machine.at + 5000);
    }),
  );
});

test("[OB-15] a clock set back a year is told in minutes, and changes no now", async () => {
  const machine = machineAt({ wallOff: -year });
  const clock = await createProvinceClock(clockOf(machine), null);
  await clock.hear({ serverTime: machine.at, clockToken: "t" });
  expect(clock.minutesOff()).toBe(-year / minute);
  machine.at += minute;
  expect(clock.now()).toBe(machine.at);
});

test("[OB-15] after a restart of the page the machine's counter carries on; after one of the machine the wall does", async () => {
  const machine = machineAt();
  const heard = await (
    await createProvinceClock(clockOf(machine), null)
  ).hear({ serverTime: machine.at, clockToken: "t" });
  machine.at += 10 * minute;
  machine.wallOff = -year;
  const again = await createProvinceClock(clockOf(machine), parseHeard(JSON.stringify(heard)));
  expect(again.now()).toBe(machine.at);
  machine.boot = "b2";
  const rebooted = await createProvinceClock(clockOf(machine), heard);
  expect(rebooted.now()).toBe(heard.serverTime);
  machine.wallOff = 0;
  expect((await createProvinceClock(clockOf(machine), heard)).now()).toBe(machine.at);
});

test("[OB-15] sleep is bridged: by the machine's counter at once, in a browser by the wall clock", async () => {
  const desktop = machineAt();
  const clock = await createProvinceClock(clockOf(desktop), null);
  await clock.hear({ serverTime: desktop.at, clockToken: "t" });
  desktop.at += 60 * minute;
  desktop.asleepMs += 60 * minute;
  desktop.wallOff = -year;
  await clock.wake();
  expect(clock.now()).toBe(desktop.at);
  const browser = machineAt({ counter: "page" });
  const page = await createProvinceClock(clockOf(browser), null);
  await page.hear({ serverTime: browser.at, clockToken: "t" });
  browser.at += 60 * minute;
  browser.asleepMs += 60 * minute;
  expect(page.now()).toBe(browser.at);
});

test("[OB-14] a step says which token it had, and what the counters said then and now", async () => {
  const machine = machineAt({ wallOff: 7 });
  const clock = await createProvinceClock(clockOf(machine), null);
  expect(await clock.evidence()).toMatchObject({ token: "", counter: "machine" });
  const token = { serverTime: machine.at, clockToken: "signed" };
  await clock.hear(token);
  const then = machine.at;
  machine.at += 5 * minute;
  machine.wallOff = -year;
  expect(await clock.evidence()).toEqual({
    token: "signed",
    bootId: "b1",
    uptimeMs: machine.at,
    tokenUptimeMs: then,
    tokenBootId: "b1",
    wallClock: machine.at - year,
    tokenWallClock: then + 7,
    counter: "machine",
  });
});
