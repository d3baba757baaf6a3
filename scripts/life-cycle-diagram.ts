/** Writes the table and the picture of an order's life into docs/spec/life-cycle.md, between their two marks. */
import { readFileSync, writeFileSync } from "node:fs";
import { Parse } from "typebox/value";
import { dictionariesSchema } from "../src-shared/domain/reference/dictionary.ts";
import { lifeCycleBlock, withLifeCycle } from "./support/life-cycle-block.ts";
import { inRoot } from "./support/paths.ts";
import { complain, say } from "./support/say.ts";

const file = inRoot("docs/spec/life-cycle.md");
const resource: unknown = JSON.parse(readFileSync(inRoot("resources/dictionaries/default.json"), "utf8"));
const names = Parse(dictionariesSchema, resource).dictionaries["order-state"] ?? [];
const block = lifeCycleBlock((state) => names.find((entry) => entry.code === state)?.zh ?? state);
const page = withLifeCycle(readFileSync(file, "utf8"), block);
if (page === null) {
  complain(`${file} has no place for the life cycle`);
  process.exitCode = 1;
} else {
  writeFileSync(file, page);
  say("docs/spec/life-cycle.md: the life cycle is drawn");
}
