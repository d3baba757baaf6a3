/** Courier packets without a browser: `npm run courier -- import FILE …` and `-- setup …` (docs/operations/courier.md). */
import path from "node:path";
import { parseArgs } from "node:util";

import { importPacket, type CommandParts } from "./courier-import.ts";
import { setupPacket } from "./courier-setup.ts";
import { CannotBe, endWith } from "./end-with.ts";
import { runCommand } from "./run-command.ts";

const usage = [
  "用法 · Usage:",
  "npm run courier -- import FILE [--out RETURN_FILE]",
  "  导入离线包；--out 写下要带回去的回执包 · imports an office's packet; --out writes the return packet to carry back",
  "npm run courier -- setup --username NAME --out FILE",
  "  为没有网络的电脑写安装包，并显示安装码 · writes the setup packet of a computer without a line, and says its code",
].join("\n");

type Work = (parts: CommandParts) => Promise<string>;

function readWork(): Work {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({ options: { out: text, username: text }, allowPositionals: true });
    const work = workOf(positionals, values);
    if (work !== null) return work;
  } catch {
    // what cannot be read is answered like what is not there: with the usage
  }
  return endWith(new CannotBe(usage));
}

type Values = Readonly<{ out?: string | undefined; username?: string | undefined }>;

function workOf([verb, file, ...more]: readonly string[], { out, username }: Values): Work | null {
  if (verb === "import" && file !== undefined && more.length === 0 && username === undefined) {
    const places = { file: placeOf(file), out: out === undefined ? null : placeOf(out) };
    return (parts) => importPacket(parts, places);
  }
  if (verb === "setup" && file === undefined && out !== undefined && username !== undefined) {
    return (parts) => setupPacket(parts, { username, out: placeOf(out) });
  }
  return null;
}

/** A file's name as it was typed: npm works in the project's folder, and says where it was started. */
function placeOf(typed: string): string {
  return path.resolve(process.env["INIT_CWD"] ?? "", typed);
}

const work = readWork();
await runCommand((province, filesFolder) => work({ province, filesFolder }));
