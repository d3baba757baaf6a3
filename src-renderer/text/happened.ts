import type { Wording } from "./wording.ts";

/** What happened to a computer's data or its account and was put right by itself, each in one sentence. */
export const happenedZh = {
  "journal-torn": "上次没有正常关机（{{at}} 发现），当时没写完的内容已清除。凡是显示“已存本机”的步骤都在，不用重做。",
  "province-restored": "省平台从备份恢复过（{{at}}），本机已自动补报 {{n}} 步，工单正在重新下载。不用操作。",
  "device-renamed": "本机已登记为新电脑（{{at}}），未发送的 {{n}} 步接着发送，不会重复。",
  "app-updated": "程序已更新（{{at}}），旧版本存下的 {{n}} 步都在，照常发送。不用操作。",
  "account-changed":
    "您的单位或岗位有变化（{{at}}），工单正按新的权限重新取回，未发送的步骤照常发送。有疑问请问单位管理员。",
} as const;

export const happenedEn: Wording<typeof happenedZh> = {
  "journal-torn":
    "The computer was not shut down properly (noticed {{at}}); what was half written has been cleared. Every step shown as saved is here; nothing to redo.",
  "province-restored":
    "The province was restored from a backup ({{at}}). This computer offered {{n}} step{{n, s}} again; orders are being downloaded again. Nothing to do.",
  "device-renamed":
    "This computer is now registered as a new one ({{at}}). Its {{n}} unsent steps go on, each of them once.",
  "app-updated":
    "The program was updated ({{at}}): the {{n}} step{{n, s}} that the older one saved are here and are sent as usual.",
  "account-changed":
    "Your office or your roles have changed ({{at}}). Orders are being fetched as your new rights have it; unsent steps go on. Ask your administrator if this is wrong.",
};
