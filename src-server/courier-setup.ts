import { randomBytes } from "node:crypto";

import { toChinaText } from "../src-shared/kernel/instant.ts";
import { groupedCode, newSetupCode } from "../src-shared/sync/courier/setup-code.ts";
import type { CommandParts } from "./courier-import.ts";
import { CannotBe } from "./end-with.ts";
import { newFile } from "./new-file.ts";
import { findUserByName } from "./store/user-store.ts";
import { prepareSetup } from "./sync/courier/prepare-setup.ts";
import { sealSetup } from "./sync/courier/setup-packet.ts";
import { provinceName } from "./sync/own-device.ts";
import { referenceDesk } from "./sync/publish-reference.ts";

/**
 * Makes the setup packet of an account and says its code, which is kept nowhere. The audit names the province itself:
 * who has this command has the server.
 * @throws CannotBe with what the operator can do
 * @see docs/spec/courier.md CP-50
 */
export async function setupPacket(
  { province }: Pick<CommandParts, "province">,
  { username, out }: Readonly<{ username: string; out: string }>,
): Promise<string> {
  const user = await findUserByName(province.store.db, username);
  if (user === null) throw new CannotBe(`没有这个账号 · There is no such account: ${username}`);
  const file = await newFile(out);
  try {
    const { userId } = province.ownDevice;
    const by = {
      userId,
      name: provinceName,
      office: province.rules.offices.hub,
      address: "command",
      at: province.now(),
    };
    const prepared = await prepareSetup(province, by, { account: user.id, mayStill: () => Promise.resolve(true) });
    if (!prepared.ok) throw new CannotBe("该账号已停用 · The account is disabled.");
    const code = newSetupCode(randomBytes(16));
    await file.write(await sealSetup({ province, reference: referenceDesk(province) }, prepared.value, code));
    return [
      `安装包 · Setup packet: ${out}`,
      `安装码 · Setup code: ${groupedCode(code)}`,
      `有效至 ${toChinaText(prepared.value.expiresAt)}，只能用于一台电脑。安装码请电话告知，不要和安装包放在一起。`,
      "Good for 30 days and one computer. Tell the code by telephone; do not send it with the packet.",
    ].join("\n");
  } finally {
    await file.drop();
  }
}
