/** Fails when a rule in docs/spec has no test, a test or a citation names no rule, or two rules share a number. */
import { globSync, readFileSync } from "node:fs";
import { root } from "./support/paths.ts";
import { complain, say } from "./support/say.ts";
import { specComplaints } from "./support/spec-complaints.ts";

function read(pattern: string): string {
  return globSync(pattern, { cwd: root })
    .map((file) => readFileSync(`${root}/${file}`, "utf8"))
    .join("\n");
}

/** Test files, and the suites that several of them share: an adapter's acceptance has its titles in test/support. */
const tests = [read("test/**/*.{test,spec}.{ts,tsx}"), read("test/support/*-acceptance.ts")].join("\n");
const citing = [read("src-*/**/*.{ts,tsx}"), read("docs/**/*.md")].join("\n");
const { complaints, ruleCount } = specComplaints(read("docs/spec/*.md"), tests, citing);
complaints.forEach(complain);
if (complaints.length > 0) process.exitCode = 1;
else say(`${ruleCount} rules, each with a test.`);
