import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { openLog } from "../../../src-main/services/log.ts";
import { redact } from "../../../src-main/services/redact.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const now = (): number => 1_800_000_000_000;

test("[SH-20] E20 at most five files, none larger than the limit, the newest lines kept", () => {
  const folder = temporaryFolder();
  const log = openLog({ folder, now, maxBytes: 1000 });
  for (let number = 0; number < 200; number += 1) log.info("step", { number });
  const names = readdirSync(folder).toSorted();
  expect(names).toEqual(["shell.1.log", "shell.2.log", "shell.3.log", "shell.4.log", "shell.log"]);
  expect(names.every((name) => statSync(path.join(folder, name)).size <= 1000)).toBe(true);
  expect(readFileSync(path.join(folder, "shell.log"), "utf8").trimEnd().split("\n").at(-1)).toContain('"number":199');
});

test("[SH-20] E20 an error tells its causes, without what names a person", () => {
  const folder = temporaryFolder();
  const cause = new Error("open /home/zhangsan/orders: 13812345678", { cause: new Error("张三 110101199003071234") });
  openLog({ folder, now }).error("save-failed", new Error("outer", { cause }), { call: "journal.append" });
  const line = readFileSync(path.join(folder, "shell.log"), "utf8");
  expect(JSON.parse(line)).toMatchObject({ level: "error", event: "save-failed", call: "journal.append" });
  expect(line).toContain("outer < Error: open /home/<user>/orders: <phone>");
  expect(line).not.toMatch(/zhangsan|138|110101|张三/);
});

test("[SH-20] E20 a log that cannot be written stops nothing", () => {
  const file = path.join(temporaryFolder(), "a-file");
  writeFileSync(file, "");
  const log = openLog({ folder: path.join(file, "logs"), now });
  expect(() => log.info("x")).not.toThrow();
});

test.each([
  ["手机 13812345678", "138"],
  ["+86 138-1234-5678", "1234"],
  ["tel 0531-86012345", "86012345"],
  ["id 11010119900307123X", "1990"],
  ["card 6222021234567890123", "6222"],
  ["Authorization: Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln", "eyJ"],
  ['{"password":"hunter2"}', "hunter2"],
  ["token=abc123", "abc123"],
  ["zhang.san@example.cn", "zhang"],
  ["C:\\Users\\zhangsan\\AppData", "zhangsan"],
  ["C:\\\\Users\\\\zhangsan\\\\AppData", "zhangsan"],
  ["/Users/zhangsan/Library", "zhangsan"],
  ["焦化厂拖欠工资", "焦化厂"],
])("[SH-20] E20 %s is redacted", (text, gone) => {
  expect(redact(text)).not.toContain(gone);
});

test("[SH-20] E20 what names nobody stays", () => {
  const text = '{"at":"2027-01-15T08:00:00.000Z","event":"started","version":"0.1.0","bytes":1048576,"ms":1800000000}';
  expect(redact(text)).toBe(text);
});
