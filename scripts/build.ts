/** `npm run build`: main process, preload and pages into out/; skipped when nothing they are made of changed. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { contentHash } from "./support/content-hash.ts";
import { inRoot, packageBin } from "./support/paths.ts";
import { complain, elapsed, say } from "./support/say.ts";
import { runNode } from "./support/run-process.ts";

const stampFile = inRoot("out/.build-stamp");
const products = ["main/main.js", "preload/preload.cjs", "renderer/index.html", "renderer/sw.js"];
const ingredients = [
  "src-shared/**/*",
  "src-main/**/*",
  "src-renderer/**/*",
  "resources/**/*",
  "scripts/build/**/*",
  "electron.vite.config.ts",
  "tsconfig.base.json",
  "package.json",
  "package-lock.json",
];

function isFresh(hash: string): boolean {
  const built = products.every((file) => existsSync(inRoot("out", file)));
  return built && existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
}

async function build(hash: string): Promise<number> {
  const began = performance.now();
  rmSync(stampFile, { force: true });
  const words = ["build", "--logLevel=warn"];
  const result = await runNode(packageBin("electron-vite", "bin/electron-vite.js"), words, { timeoutMs: 5 * 60_000 });
  if (result.code !== 0) {
    complain(result.output.trimEnd());
    return result.code;
  }
  writeFileSync(stampFile, hash);
  say(`已构建 · Built in ${elapsed(began)}.`);
  return 0;
}

const hash = contentHash(ingredients);
if (!process.argv.includes("--force") && isFresh(hash)) say("构建无变化 · Build is up to date.");
else process.exitCode = await build(hash);
