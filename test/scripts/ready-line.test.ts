import { expect, test } from "vitest";
import { accountTable, readReadyLine } from "../../scripts/support/ready-line.ts";

const account = { username: "hub", password: "demo", name: "李静", office: "省总工会", roles: ["operator"] };

test("[AR-13] the ready line is told from log lines and plain text", () => {
  expect(readReadyLine('{"ready":true,"url":"http://127.0.0.1:12351"}')?.url).toBe("http://127.0.0.1:12351");
  expect(readReadyLine('{"level":30,"msg":"listening"}')).toBeUndefined();
  expect(readReadyLine('{"ready":true')).toBeUndefined();
  expect(readReadyLine("ready")).toBeUndefined();
});

test("[AR-13] accounts line up, a Chinese character being two columns wide", () => {
  const columns = (line: string): number => [...line].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
  const lines = accountTable([account, { ...account, name: "王小明", office: "泰安市总工会" }]);
  const startOfRoles = lines.slice(1).map((line) => columns(line.slice(0, line.indexOf("operator"))));
  expect(lines).toHaveLength(3);
  expect(new Set(startOfRoles).size).toBe(1);
  expect(accountTable([])).toEqual([]);
});
