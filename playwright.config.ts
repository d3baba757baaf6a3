import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/system/chromium-flags.ts";
import { findChromium } from "./scripts/system/find-system.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/e2e",
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  // What is waited for comes at once or not at all; on a loaded machine "at once" may take many seconds, and a province's
  // start with its demo a minute.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 30_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: [...chromiumFlags] },
  },
  projects: [
    { name: "desk", testIgnore: "electron/**" },
    { name: "electron", testMatch: "electron/**/*.spec.ts" },
  ],
});
