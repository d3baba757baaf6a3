import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";

/** The pages a bench opens: ours without its looks, and the peers'. They lie beside the built desk, under /bench/. */
export type BenchPages = Readonly<{ folder: string }>;

const here = path.join(import.meta.dirname, "pages");
const root = path.resolve(import.meta.dirname, "../../..");

/** Builds them into a new folder that also holds the built desk, to be served as one. The caller removes it. */
export async function buildPages(): Promise<BenchPages> {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-bench-pages-"));
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, "out/renderer"), folder, { recursive: true });
  const pages = ["ours", "pouch", "rxdb"].map((name) => [name, path.join(here, `${name}.html`)] as const);
  await build({
    configFile: false,
    logLevel: "warn",
    root: here,
    base: "/bench/",
    worker: { format: "es" },
    define: { global: "globalThis" },
    build: {
      outDir: path.join(folder, "bench"),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: Object.fromEntries(pages) },
    },
  });
  return { folder };
}
