import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

function dependencies(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  return { ...manifest.dependencies, ...manifest.devDependencies };
}

test("[AR-5] every dependency has a line saying what it is for, and every line a dependency", () => {
  const page = readFileSync(path.join(root, "docs/dependencies.md"), "utf8");
  const lines = [...page.matchAll(/^\| `([^`]+)` \| (.{4,}) \|$/gm)].map((match) => match[1]);
  expect(lines.toSorted()).toEqual(Object.keys(dependencies()).toSorted());
});

test("[AR-5] every dependency is pinned to one exact version", () => {
  const loose = Object.entries(dependencies()).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});
