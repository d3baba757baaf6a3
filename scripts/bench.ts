/**
 * `npm run bench [-- name [measure …] …]`: runs test/bench/<name>.bench.ts, which print one JSON line per measured
 * figure. What follows a name and is none goes to that benchmark: `npm run bench -- sync herd-500`.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { root } from "./support/paths.ts";
import { complain } from "./support/say.ts";
import { runNode } from "./support/run-process.ts";
import { prepareSystem } from "./system/install-system.ts";

const limitMs = 40 * 60_000;
const files = globSync("test/bench/*.bench.ts", { cwd: root }).toSorted();
const nameOf = (file: string): string => path.basename(file, ".bench.ts");

type Wish = { readonly file: string; readonly words: string[] };

/** The benchmarks that were asked for, each with its own words; the first word that belongs to none. */
function wishesOf(words: readonly string[]): Readonly<{ wishes: readonly Wish[]; stray: string | null }> {
  const wishes: Wish[] = [];
  for (const word of words) {
    const file = files.find((one) => nameOf(one) === word);
    const last = wishes.at(-1);
    if (file !== undefined) wishes.push({ file, words: [] });
    else if (last) last.words.push(word);
    else return { wishes, stray: word };
  }
  return { wishes: words.length === 0 ? files.map((file) => ({ file, words: [] })) : wishes, stray: null };
}

async function runAll(wishes: readonly Wish[]): Promise<number> {
  const system = await prepareSystem();
  const built = await runNode("scripts/build.ts", [], { timeoutMs: limitMs });
  if (built.code !== 0) {
    complain(built.output);
    return built.code;
  }
  const env = system.chromium === undefined ? {} : { LXQ_CHROMIUM: system.chromium };
  let worst = 0;
  for (const { file, words } of wishes) {
    const result = await runNode(file, words, { timeoutMs: limitMs, show: true, env });
    worst = Math.max(worst, result.code);
  }
  return worst;
}

const { wishes, stray } = wishesOf(process.argv.slice(2));
if (stray === null) process.exitCode = await runAll(wishes);
else {
  complain(`No such benchmark: ${stray}. There are: ${files.map(nameOf).join(", ")}`);
  process.exitCode = 1;
}
