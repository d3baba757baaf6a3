import path from "node:path";
import { ESLint } from "eslint";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
/** One small program instead of everything: the rules are the same. */
const justOne = { languageOptions: { parserOptions: { project: null, projectService: true } } };
const eslint = new ESLint({ cwd: root, overrideConfig: [{ files: ["**/*.ts"], ...justOne }] });

/** The rules that object to a piece of source, were it in that file of ours. */
async function complaintsAbout(text: string, file: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const shared = "src-shared/kernel/result.ts";

test.each([
  ["a clock", "export const now: number = Date.now();", "no-restricted-syntax"],
  ["the clock of a new date", "export const now: Date = new Date();", "no-restricted-syntax"],
  ["randomness", "export const dice: number = Math.random();", "no-restricted-syntax"],
  ["an enumeration", "export enum Stage { open }", "no-restricted-syntax"],
  ["a default export", "export default 1;", "no-restricted-syntax"],
  [
    "an import without extension",
    'import { ok } from "./result"; export const x: unknown = ok;',
    "no-restricted-syntax",
  ],
  ["any", "export const x: any = 1;", "@typescript-eslint/no-explicit-any"],
  ["an assertion", "export const x = 1 as unknown;", "@typescript-eslint/consistent-type-assertions"],
  ["a barrel", 'export { ok } from "./instant.ts";', "house/no-barrel"],
  ["an unreasoned disable", "/* eslint-disable no-alert */ export const x = 1;", "house/reasoned-disable"],
])("[AR-7] lint refuses %s in shared code", async (_what, text, rule) => {
  expect(await complaintsAbout(text, shared)).toContain(rule);
});

test("[AR-7] a disabled rule with its reason is accepted, as const is no assertion", async () => {
  const text = `// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the foreign type says so
export const x: any = 1;
export const y = ["a"] as const;
`;
  expect(await complaintsAbout(text, shared)).toEqual([]);
});
