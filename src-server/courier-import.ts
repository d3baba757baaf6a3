import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";

import { toChinaText } from "../src-shared/kernel/instant.ts";
import type { PacketArrival } from "../src-shared/protocol/courier.ts";
import { maxPacketBytes } from "../src-shared/protocol/courier.ts";
import { CannotBe } from "./end-with.ts";
import { newFile, type NewFile } from "./new-file.ts";
import { blobStore } from "./store/blob-store.ts";
import { readAnswerToken } from "./sync/courier/answer-token.ts";
import type { PacketRefusal } from "./sync/courier/read-office-packet.ts";
import { makeReturn } from "./sync/courier/return-packet.ts";
import { takePacket } from "./sync/courier/take-packet.ts";
import type { Province } from "./sync/province.ts";
import { referenceDesk } from "./sync/publish-reference.ts";

/** The province's database, and the folder of its files. */
export type CommandParts = Readonly<{ province: Province; filesFolder: string }>;

const words: Readonly<Record<PacketRefusal, string>> = {
  "packet-unreadable": "这不是离线包 · This is no courier packet (its name ends in .lxqpack).",
  "packet-damaged":
    "离线包不完整或被改动过，请重新复制或重新导出 · The packet was cut or changed; copy it again, or export it again.",
  "packet-foreign": "这个离线包是给另一个省平台的 · The packet was made for another province; take it there.",
  "packet-too-new":
    "离线包由更新的版本写成，请先升级省平台 · A newer version wrote the packet; update the province first.",
  "packet-unknown-device":
    "省平台不认识写这个离线包的电脑 · The province does not know the computer that wrote the packet.",
  "packet-wrong-way":
    "这是省平台发出的包，应在单位的电脑上打开 · This one goes the other way: open it on the office's computer.",
  "setup-unknown": "省平台没有发过这个安装包 · The province has not made the setup packet of this computer.",
  "setup-expired": "这台电脑的安装包已过期，请重新发一个 · The computer's setup packet has expired; make a new one.",
  "setup-used":
    "安装包已被另一台电脑用过，请为这台电脑另发一个 · Another computer has used the setup packet; make a new one.",
  "setup-revoked": "这台电脑的安装包已作废，请重新发一个 · The computer's setup packet was revoked; make a new one.",
  "device-taken": "这台电脑的名称已属于别的账号 · The computer's name belongs to another account.",
  "account-disabled": "该账号或电脑已停用 · The account or the computer is disabled.",
};

/**
 * Imports an office's packet from a file and writes the return packet, as the desk's page does. The packet is checked
 * whole, and the place of the return packet tried, before anything is taken; the same again has one effect.
 * @throws CannotBe with what the operator can do
 * @see docs/spec/courier.md CP-30, CP-31
 */
export async function importPacket(
  parts: CommandParts,
  { file, out }: Readonly<{ file: string; out: string | null }>,
): Promise<string> {
  if (out === file) {
    throw new CannotBe("回执包不能写在离线包上 · The return packet cannot replace the packet itself.");
  }
  const answer = out === null ? null : await newFile(out);
  try {
    const arrival = await take(parts, file);
    if (answer !== null) await writeReturn(parts, arrival, answer);
    return `${told(arrival)}\n${answer === null ? noReturn : `回执包 · Return packet: ${answer.place}`}`;
  } finally {
    await answer?.drop();
  }
}

const noReturn =
  "没有写回执包；再运行一次并加 --out 文件名即可 · No return packet was written; run it again with --out FILE for one.";

/** What is unpacked goes beside the packet, and kept files are links: so it is first copied to where files are kept. */
async function take({ province, filesFolder }: CommandParts, file: string): Promise<PacketArrival> {
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) throw new CannotBe(`找不到文件 · There is no such file: ${file}`);
  if (facts.size > maxPacketBytes) throw new CannotBe("离线包超过 1 GiB · The packet is larger than 1 GiB.");
  const folder = path.join(filesFolder, "packets");
  await mkdir(folder, { recursive: true });
  const place = path.join(folder, `command.${randomUUID()}`);
  try {
    await copyFile(file, place);
    const taken = await takePacket({ province, blobs: blobStore(path.join(filesFolder, "blobs")) }, place);
    if (!taken.ok) throw new CannotBe(words[taken.refusal]);
    return taken.value;
  } finally {
    await rm(place, { force: true });
  }
}

async function writeReturn({ province }: CommandParts, arrival: PacketArrival, file: NewFile): Promise<void> {
  const asked = readAnswerToken(province.courier.answerKey, arrival.answer);
  if (asked === null) throw new TypeError("the province knows its own tokens");
  const packet = await makeReturn({ province, reference: referenceDesk(province) }, asked);
  if (!packet.ok) throw new CannotBe(words[packet.refusal]);
  await file.write(packet.value);
}

function told(arrival: PacketArrival): string {
  const { office, person, madeAt, steps, accepted, refused, parked, files, refusedFiles, expected } = arrival;
  const whose = `${office} ${person}，${toChinaText(madeAt)}`;
  if (expected !== null) {
    return [
      `${whose}：省平台还缺更早的步骤，一步也没有收下；把回执包带回去导入，再重新导出。`,
      "The province lacks earlier steps and took none: carry the return packet back, import it, export again.",
    ].join("\n");
  }
  return [
    `${whose}：共 ${steps} 步，收下 ${accepted}，未接受 ${refused}，待升级 ${parked}；附件到达 ${files}，不能收 ${refusedFiles.length}。`,
    `${steps} steps: ${accepted} accepted, ${refused} refused, ${parked} parked; ${files} files arrived, ${refusedFiles.length} refused.`,
  ].join("\n");
}
