/** Adds an account: `node src-server/add-account.ts --username … --name … --office … --roles …` (docs/operations/install.md). */
import { parseArgs } from "node:util";

import { roles } from "../src-shared/domain/permission/role.ts";
import { CannotBe, endWith } from "./end-with.ts";
import { addAccount, type AccountRefusal } from "./http/session/add-account.ts";
import { fullCost, passwords } from "./http/session/passwords.ts";
import { readPassword } from "./read-password.ts";
import { runCommand } from "./run-command.ts";

const usage = [
  "node src-server/add-account.ts --username zhang-san --name 张三 --office x370902 --roles handler,leader",
  "The password is asked for, or is the first line of what is piped in. Offices: resources/offices/shandong.json.",
  `Roles: ${roles.join(", ")}`,
].join("\n");

const words: Readonly<Record<AccountRefusal, string>> = {
  "bad-account": `This cannot be an account.\n${usage}`,
  "unknown-office": `There is no such office.\n${usage}`,
  "username-taken": "用户名已被使用 · The username is taken.",
  "too-short": "密码至少 12 个字符 · A password has at least 12 characters.",
  "too-long": "密码最多 128 个字符 · A password has at most 128 characters.",
  "too-common": "密码太常见 · The password is made of words that everybody tries first, or of this account's names.",
};

function readWanted(): Readonly<Record<string, unknown>> {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { username: text, name: text, office: text, roles: text } });
    return { ...values, roles: values.roles?.split(",").map((role) => role.trim()) };
  } catch {
    return endWith(new CannotBe(usage));
  }
}

const wanted = readWanted();
const password = await readPassword().catch(endWith);
await runCommand(async (province) => {
  const added = await addAccount(province, { wanted, password }, passwords(fullCost).hash);
  if (!added.ok) throw new CannotBe(words[added.refusal]);
  return `已添加 · Added: ${added.value.username}, ${added.value.name}, ${added.value.office}`;
});
