import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumFlags } from "./scripts/system/chromium-flags.ts";
import { findChromium, findPostgresBin } from "./scripts/system/find-system.ts";

/** A zone and a language that are neither the users' nor UTC's: a hidden use of the local ones shows. */
const elsewhere = { TZ: "America/New_York", LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8" };
Object.assign(process.env, elsewhere);

const browser = ["test/src-renderer/**/*.browser.test.{ts,tsx}"];
/** Desks that talk to a province in a process of its own: too slow for every save. */
const liveDesk = ["live-province", "loss", "courier", "setup", "handover", "updated", "weak-line", "restored"].map(
  (name) => `test/src-renderer/data/${name}.test.ts`,
);
const server = ["test/src-server/**/*.test.ts", "test/second-client/*.test.ts"];
const executablePath = findChromium();

function nodeProject(name: string, include: readonly string[], more: object = {}) {
  return {
    extends: true as const,
    // Modules are loaded once a worker, not once a file: half of the time went into loading the same ones again.
    test: { name, include: [...include], environment: "node", env: elsewhere, isolate: false, ...more },
  };
}

const projects = [
  nodeProject("shared", ["test/src-shared/**/*.test.ts", "test/sync/**/*.test.ts"]),
  nodeProject("server", server),
  nodeProject("main", ["test/src-main/**/*.test.ts"]),
  // Each file has an IndexedDB of its own: one worker's memory would carry one test's desk into the next.
  nodeProject("renderer-node", ["test/src-renderer/**/*.test.{ts,tsx}"], {
    exclude: [...browser, ...liveDesk],
    isolate: true,
  }),
  nodeProject("desk-live", liveDesk, { isolate: true }),
  nodeProject("tools", ["test/{architecture,scripts,support}/**/*.test.ts"]),
];
if (findPostgresBin() !== undefined) {
  projects.push(
    nodeProject("server-postgres", [...server, "test/chaos/**/*.test.ts"], {
      env: { ...elsewhere, LXQ_TEST_DATABASE: "postgres" },
      globalSetup: ["test/support/postgres-setup.ts"],
    }),
  );
}

const renderer = {
  extends: true as const,
  plugins: [react()],
  // Named here, so that Vite does not find them one by one and reload the page in the middle of a test.
  optimizeDeps: {
    include: [
      ...["rxdb", "rxdb/plugins/storage-dexie", "rxjs", "typebox", "typebox/value", "tus-js-client", "pdfjs-dist"],
      ...["pdfjs-dist/build/pdf.worker.mjs", "qr", "qr/decode.js"],
      ...["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"],
      ...["axe-core", "@testing-library/react", "@mantine/core", "@mantine/hooks", "@mantine/notifications"],
      ...["i18next", "react-i18next", "wouter", "wouter/use-hash-location", "@tanstack/react-virtual"],
    ],
  },
  test: {
    name: "renderer",
    include: browser,
    setupFiles: ["test/support/patient-screen.ts"],
    browser: {
      enabled: true,
      headless: true,
      viewport: { width: 1440, height: 900 },
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: [...chromiumFlags] },
        contextOptions: { locale: "en-US", timezoneId: elsewhere.TZ },
      }),
      instances: [{ browser: "chromium" as const }],
    },
  },
};

export default defineConfig({
  test: {
    projects: [...projects, renderer],
    // Fences against what hangs, no measure: a busy machine may take ten times as long as an idle one.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    passWithNoTests: false,
    // What is waited for comes at once or not at all; on a loaded machine "at once" may take seconds.
    expect: { poll: { timeout: 15_000 } },
  },
});
