import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "vite";

/** What the service worker is told about the build it belongs to, in place of the name `__PRECACHE__`. */
type Precache = Readonly<{
  /** Hash over every file's path and content: equal builds have equal versions. */
  version: string;
  /** Paths from the server's root, sorted, e.g. `/assets/main-1a2b.js`. */
  files: readonly string[];
}>;

/**
 * Pages and parts that are not the desk: the public portal is a page of its own and needs the line anyway. `pdf/` is
 * what PDF files without fonts of their own need: two megabytes that a weak line need not carry first.
 */
const notPrecached = [/\.map$/, /^sw\.js$/, /^portal\.html$/, /^assets\/portal-/, /^pdf\//];

/** Lists what the desk needs to open without a line, and names that state of the files. */
export function describeBuild(outDir: string): Precache {
  const files = globSync("**/*", { cwd: outDir })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => statSync(path.join(outDir, file)).isFile() && !notPrecached.some((pattern) => pattern.test(file)))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(outDir, file)))
      .update("\0");
  return { version: hash.digest("hex").slice(0, 16), files: files.map((file) => `/${file}`) };
}

/** Bundles the service worker into one classic script that knows its build. */
export async function bundleServiceWorker(entry: string, precache: Precache): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(precache) },
    build: {
      write: false,
      target: "es2022",
      rollupOptions: { input: entry, output: { format: "iife", entryFileNames: "sw.js" } },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && "output" in first ? first.output.find((part) => part.type === "chunk") : undefined;
  if (chunk?.type !== "chunk") throw new Error(`nothing was built from ${entry}`);
  return chunk.code;
}

/** Writes `sw.js` next to the page once all its files are there. */
export function serviceWorkerPlugin(entry: string): Plugin {
  let outDir = "";
  return {
    name: "lianxinqiao:service-worker",
    apply: "build",
    configResolved: (config): void => {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      sequential: true,
      order: "post",
      handler: async (): Promise<void> => {
        writeFileSync(path.join(outDir, "sw.js"), await bundleServiceWorker(entry, describeBuild(outDir)));
      },
    },
  };
}
