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
  const loose = Object.entries(dependencies()).filter(
    ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

type LockEntry = Readonly<{ optionalDependencies?: Readonly<Record<string, string>> }>;

/** Where Node would look for a package required from `place`, nearest first. */
function placesFor(name: string, place: string): readonly string[] {
  const parents = place.split("node_modules/").slice(0, -1);
  const outer = parents.map((_, at) => `${parents.slice(0, at + 1).join("node_modules/")}node_modules/${name}`);
  return [`${place}/node_modules/${name}`, ...outer.toReversed()];
}

test("[AR-5] the lock file has the optional packages of every system, or npm ci refuses it", () => {
  const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockEntry>>;
  };
  const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !placesFor(name, place).some((candidate) => candidate in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});
