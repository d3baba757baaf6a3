import type { Wording } from "./wording.ts";

/** Words of the courier packet (离线包). */
export const courierZh = {
  title: "离线包",
  hint: "没有网络时，把待发的步骤和附件写成一个加密文件，用 U 盘带到任何一台有网络的电脑上导入；再把回执包带回来。",
  empty: "没有待发的步骤和附件。导出的离线包可用来换取最新的工单。",
  holds: "可带走 {{steps}} 步、{{files}} 份附件（{{size}}），最早一步存于 {{since}}。",
  holdsSteps: "可带走 {{steps}} 步，最早一步存于 {{since}}。",
  noLine:
    "省平台暂时连不上，这个离线包没有送出去，一步也没有丢。请在有网络的电脑上导入它；带回来的回执包，文件名以“回执包”开头。",
  holdsFiles: "可带走 {{files}} 份附件（{{size}}）。",
  written: "{{at}} 导出过一个离线包（{{steps}} 步、{{files}} 份附件），还没有回执。",
  export: "导出离线包",
  import: "导入…",
  importLabel: "选择离线包或回执包",
  working: "正在读写离线包…",
  sending: "正在送往省平台 {{percent}}%",
  sealedHint: "导出后，这些步骤不能再撤回。",
  exported:
    "离线包已写好：{{steps}} 步、{{files}} 份附件，{{size}}。请确认已存到 U 盘，带到有网络的电脑上导入。步骤仍在本机，收到回执前可以再导出。",
  filesLeft: "还有 {{n}} 份附件放不下，收到回执后再导出一次。",
  saveAgain: "再存一次",
  relayed:
    "{{office}} {{person}} 的离线包（{{madeAt}} 导出，共 {{steps}} 步）已送达省平台：{{accepted}} 步收下，{{files}} 份附件到达。",
  relayedRefused: "有 {{n}} 步未被接受，回执包里写明了理由。",
  relayedParked: "有 {{n}} 步由省平台收存，等待升级后办理。",
  relayedFiles: "有 {{n}} 份附件不能收（类型或内容不对）。",
  relayedGap: "省平台还缺更早的步骤，这次一步也没有收下。请把回执包带回去导入，再重新导出一次。",
  carryBack: "请把回执包存到 U 盘，带回原来的电脑导入。",
  saveAnswer: "保存回执包",
  returned: "已导入省平台 {{at}} 写的回执包：{{receipts}} 步有了回执，{{files}} 份附件已到达，更新工单 {{orders}} 件。",
  returnedRefused: "其中 {{n}} 步未被接受，请在下面处理。",
  asksAgain: "省平台还缺更早的步骤。请再导出一个离线包带去。",
} as const;

export const courierEn: Wording<typeof courierZh> = {
  title: "Courier packet",
  hint: "Without a line, write what waits into one encrypted file, carry it on a USB stick to any computer with a line and import it there; then bring the return packet back.",
  empty: "Nothing waits. A packet that is exported now fetches the latest orders.",
  holds:
    "To carry: {{steps}} step{{steps, s}} and {{files}} file{{files, s}} ({{size}}); the oldest step was saved at {{since}}.",
  holdsSteps: "To carry: {{steps}} step{{steps, s}}; the oldest was saved at {{since}}.",
  noLine:
    "The province cannot be reached, so this packet was not sent; nothing is lost. Import it on a computer with a line. A return packet has 回执包 at the beginning of its name.",
  holdsFiles: "To carry: {{files}} file{{files, s}} ({{size}}).",
  written:
    "A packet was exported at {{at}} ({{steps}} step{{steps, s}}, {{files}} file{{files, s}}) and has no receipt yet.",
  export: "Export packet",
  import: "Import…",
  importLabel: "Choose a packet or a return packet",
  working: "Working on the packet…",
  sending: "On its way to the province, {{percent}}%",
  sealedHint: "Steps that were exported cannot be withdrawn.",
  exported:
    "The packet is written: {{steps}} step{{steps, s}}, {{files}} file{{files, s}}, {{size}}. Make sure it is on the USB stick, and import it on a computer with a line. The steps stay here; export again until receipts come.",
  filesLeft: "{{n}} more file{{n, s}} did not fit; export again after the receipts.",
  saveAgain: "Save again",
  relayed:
    "The packet of {{person}}, {{office}} (exported {{madeAt}}, {{steps}} step{{steps, s}}) has reached the province: {{accepted}} steps taken, {{files}} file{{files, s}} arrived.",
  relayedRefused: "{{n}} step{{n, s}} not accepted; the return packet says why.",
  relayedParked: "{{n}} step{{n, s}} kept by the province until its update.",
  relayedFiles: "{{n}} file{{n, s}} could not be taken (their kind or their contents).",
  relayedGap:
    "The province lacks earlier steps and took none this time. Carry the return packet back, import it, and export again.",
  carryBack: "Save the return packet to the USB stick and import it on the computer the packet came from.",
  saveAnswer: "Save return packet",
  returned:
    "The return packet of {{at}} is in: receipts for {{receipts}} steps, {{files}} file{{files, s}} arrived, {{orders}} order{{orders, s}} brought up to date.",
  returnedRefused: "{{n}} of them not accepted; please settle them below.",
  asksAgain: "The province lacks earlier steps. Export another packet and carry it there.",
};
