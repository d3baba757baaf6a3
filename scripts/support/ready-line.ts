import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

const Account = Type.Object({
  username: Type.String(),
  password: Type.String(),
  name: Type.String(),
  office: Type.String(),
  roles: Type.Array(Type.String()),
});
const ReadyLine = Type.Object({
  ready: Type.Literal(true),
  url: Type.String(),
  accounts: Type.Optional(Type.Array(Account)),
});

export type Ready = Static<typeof ReadyLine>;

/** Reads the line with which the province says that it listens; any other line is not one. */
export function readReadyLine(line: string): Ready | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return Value.Check(ReadyLine, value) ? value : undefined;
  } catch {
    return undefined; // a log line that happens to start with a brace
  }
}

function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
}

/** The demo accounts as a table for the terminal; a Chinese character is two columns wide. */
export function accountTable(accounts: Ready["accounts"]): readonly string[] {
  const head = ["账号 user", "密码 password", "姓名 name", "单位 office", "角色 roles"];
  const rows = (accounts ?? []).map((one) => [one.username, one.password, one.name, one.office, one.roles.join(", ")]);
  if (rows.length === 0) return [];
  const columns = head.map((title, at) => Math.max(...[title, ...rows.map((row) => row[at] ?? "")].map(width)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell + " ".repeat(Math.max(0, (columns[at] ?? 0) - width(cell))))
      .join("  ")
      .trimEnd();
  return [head, ...rows].map((row) => `  ${line(row)}`);
}
