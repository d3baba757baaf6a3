import { existsSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { pdfAssetsPlugin } from "./scripts/build/pdf-assets-plugin.ts";
import { rootBasePlugin } from "./scripts/build/root-base-plugin.ts";
import { serviceWorkerPlugin } from "./scripts/build/service-worker-plugin.ts";

import manifest from "./package.json" with { type: "json" };

const here = import.meta.dirname;
/** The desk, and the portal once it is there; an object, because electron-vite merges a list with its own empty default. */
const pages = Object.fromEntries(
  ["index", "portal"]
    .map((name) => [name, path.join(here, `src-renderer/${name}.html`)] as const)
    .filter(([, file]) => existsSync(file)),
);

export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      externalizeDeps: false, // the packaged app has no node_modules (docs/spec/shell.md SH-24)
      rollupOptions: { input: { main: "src-main/main.ts" }, output: { format: "es", entryFileNames: "[name].js" } },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: "src-main/preload/preload.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src-renderer",
    plugins: [
      react(),
      rootBasePlugin(),
      pdfAssetsPlugin(path.join(here, "node_modules/pdfjs-dist")),
      serviceWorkerPlugin(path.join(here, "src-renderer/platform/worker/service-worker.ts")),
    ],
    define: { __DESK_VERSION__: JSON.stringify(manifest.version) },
    worker: { format: "es" },
    build: {
      outDir: "out/renderer",
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0, // the content security policy allows no data: addresses
      rollupOptions: { input: pages },
    },
  },
});
