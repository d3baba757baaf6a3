/**
 * Fails when a rule in docs/spec has no test, a test or a citation names no rule, two rules share a number, or a source or
 * page names a page that is not there.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { missingPages } from "./support/missing-pages.ts";
import { root } from "./support/paths.ts";
import { complain, say } from "./support/say.ts";
import { specComplaints } from "./support/spec-complaints.ts";

const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");

function read(...patterns: readonly string[]): string {
  return globSync([...patterns], { cwd: root })
    .map(textOf)
    .join("\n");
}

/** From the root, as sources name pages, or from the folder of the file, as pages link to each other. */
function strayPages(file: string): readonly string[] {
  const isThere = (page: string): boolean =>
    [root, path.join(root, path.dirname(file))].some((folder) => existsSync(path.join(folder, page)));
  return missingPages(textOf(file), isThere).map((page) => `${file} names ${page}, which is not there`);
}

/** Test files, and the suites that several of them share: an adapter's acceptance has its titles in test/support. */
const tests = read("test/**/*.{test,spec}.{ts,tsx}", "test/support/*-acceptance.ts");
const citing = ["src-*/**/*.{ts,tsx}", "docs/**/*.md"];
const { complaints, ruleCount } = specComplaints(read("docs/spec/*.md"), tests, read(...citing));
const stray = globSync([...citing, "scripts/**/*.ts", "*.md"], { cwd: root }).flatMap(strayPages);
[...complaints, ...stray].forEach(complain);
if (complaints.length + stray.length > 0) process.exitCode = 1;
else say(`${ruleCount} rules, each with a test.`);
