import type { Wording } from "./wording.ts";

/**
 * One sentence for every refusal of a decision and every problem of the province: what happened, what is safe, what to
 * do. The numbers people read aloud stand beside them (protocol/problem-code.ts).
 */
export const problemsZh = {
  "wrong-credentials": "用户名或密码不对。请重新输入；连续输错 5 次后需要等待一会儿。",
  "too-many-attempts": "输错次数太多，账号暂时锁定。请等待后再试，或联系单位管理员。",
  "signed-out": "登录已过期。未发送的步骤都还在本机，请重新输入密码。",
  "session-reused": "这个登录在别处被使用，为安全起见已全部退出。请重新登录；如果不是您本人操作，请马上修改密码。",
  "account-disabled": "账号或这台电脑已被停用。未发送的步骤仍在本机，请联系单位管理员。",
  "device-taken": "这台电脑登记在另一个账号名下。请为本账号重新登记这台电脑。",
  "no-right": "您的岗位没有这一步的权限。请交由有权限的同事办理，或联系管理员。",
  "other-office": "现在应由另一个单位办理。请看清当前主办单位；紧急情况可以记一笔。",
  "state-moved": "工单已经往前走了，这一步不再适用。请看清现在的状态再决定。",
  "order-ended": "工单已经结束。如需重新办理，请联系热线办公室。",
  "no-such-order": "在您的权限范围内没有这个工单。请按编号查找。",
  "order-exists": "这个工单已经登记过，以第一次登记为准，不必再做。",
  "unknown-office": "没有这个单位。请从列表中选择。",
  "not-below": "该单位不在您的下级。请在本系统内选择，或者退单。",
  "assignment-moved": "这一办理环节已经结束。请看清现在的状态再决定。",
  "return-not-allowed": "这个工单不能（再）退回。请继续办理，或联系热线办公室。",
  "return-too-late": "已超过两个工作日的退单期限。请继续办理，或联系热线办公室。",
  "reason-missing": "需要写明理由。请补充后再提交。",
  "rating-missing": "联系上职工后，是否解决和满意度都要询问。请补充后再提交。",
  "ruling-missing": "认定诉求不合理需要写明理由。请补充后再提交。",
  "nothing-changed": "没有任何改动。请修改后再提交，或直接离开。",
  "file-known": "这份文件已经在工单里了，不必再传。",
  "merge-with-itself": "工单不能并入自己。请选择另一个工单。",
  "review-too-far": "挂起的复核日期最长 30 天。请选择 30 天以内的日期。",
  "retention-too-short": "保管期限不能短于规定：一般 10 年，群体性 30 年。请选择更长的期限。",
  malformed: "这一步的内容无法识别。请重新打开表单，逐项检查后再提交。",
  "unknown-action": "省平台还不认识这种步骤。步骤已保存，请更新程序或等待省平台升级。",
  gap: "省平台在等前面的一步，而本机的日志里已没有它。请退出后重新登录，未发送的步骤会继续发送。",
  "epoch-changed": "省平台从备份恢复过，程序会自动把步骤重新提交，不用操作。",
  rebase: "您的权限范围有变化，程序会自动重新获取工单，不用操作。",
  "protocol-too-old": "程序版本过旧，暂时收不到新工单；您的步骤照常发送。请更新程序。",
  busy: "省平台正忙。您的步骤已存在本机，稍后自动重试。",
  "bad-signature": "步骤的签名与这台电脑不符。步骤已保留，请重新登记这台电脑。",
  "id-reused": "两个不同的步骤用了同一个编号，这台电脑可能是复制出来的。请联系技术支持。",
  "file-too-large": "文件超过 50 MB。请缩小，或者分成几份再添加。",
  "file-type": "不支持这种文件。请添加图片、PDF、录音、视频或文本文件。",
  "file-damaged": "文件传输中有损坏，程序会自动重新上传，不用操作。",
  "no-such-file": "文件还没有到达省平台。添加它的电脑联网后会自动上传。",
  "bad-request": "省平台无法识别这次请求。您的内容都在本机；请更新程序，仍不行请联系技术支持。",
  "not-found": "没有找到这个地址。请检查后再试。",
  "too-many-requests": "操作太频繁。您的内容都在本机，请稍等片刻。",
  "start-unreadable": "看不懂起算时间。请写成 2026-03-02，或 2026-03-02T09:00:00+08:00。",
  "limit-unreadable": "看不懂时限。请写成 3wd（工作日）、15d（自然日）、24h（小时）或 30min（分钟）。",
  "disk-full": "省平台的磁盘满了。您的步骤都在本机，那边腾出空间后自动发送；请告知省平台的管理员。",
  "no-room": "本机磁盘空间已满。已保存的步骤不受影响；请先腾出空间，再保存新的内容。",
  unexpected: "省平台出了差错。您的内容都在本机，稍后会自动重试；仍不行请联系技术支持。",
  "local-store": "本机存储暂时不能写入。已保存的步骤不受影响；请关闭其他程序后重试，或重新打开本程序。",
  unreachable: "省平台暂时连不上。已保存的步骤都在本机，恢复后自动发送。",
  "not-the-province": "连上了网络，但应答的不是省平台，可能需要先在浏览器里登录单位的上网认证。已保存的步骤都在本机。",
  offline: "现在没有网络。可以照常办理，步骤先存在本机，恢复后自动发送。",
} as const;

export const problemsEn: Wording<typeof problemsZh> = {
  "wrong-credentials": "User name or password is wrong. Type them again; after five failures you have to wait.",
  "too-many-attempts":
    "Too many failed attempts; the account is locked for a while. Wait and try again, or ask your administrator.",
  "signed-out": "Your session has ended. Unsent steps are safe on this computer; enter your password again.",
  "session-reused":
    "This session was used elsewhere, so all of them were ended. Sign in again; if it was not you, change your password now.",
  "account-disabled":
    "The account or this computer was disabled. Unsent steps are safe here; ask your office's administrator.",
  "device-taken": "This computer is registered to another account. Register it again for yours.",
  "no-right": "Your roles do not include this step. Ask a colleague who has the role, or the administrator.",
  "other-office": "Another office must act now. See who holds the order; add a note if it is urgent.",
  "state-moved": "The order has moved on and this step no longer applies. Look at it as it is now, then decide.",
  "order-ended": "The order has ended. To take it up again, ask the hotline office.",
  "no-such-order": "There is no such order in your scope. Look it up by its number.",
  "order-exists": "This order has been registered already; the first registration stands and nothing is left to do.",
  "unknown-office": "There is no such office. Choose one from the list.",
  "not-below": "That office is not below yours. Choose one of your own branch, or return the order.",
  "assignment-moved": "This turn is over. Look at the order as it is now, then decide.",
  "return-not-allowed": "This order may not be returned (again). Handle it, or ask the hotline office.",
  "return-too-late": "The two working days for a return have passed. Handle it, or ask the hotline office.",
  "reason-missing": "A reason is needed. Write it and submit again.",
  "rating-missing":
    "A worker who was reached must be asked both questions: solved, and how satisfied. Fill in and submit again.",
  "ruling-missing": "Ruling the demand unreasonable needs its reason. Write it and submit again.",
  "nothing-changed": "Nothing was changed. Change something, or simply leave.",
  "file-known": "This file is on the order already; there is nothing to do.",
  "merge-with-itself": "An order cannot be merged into itself. Choose the other order.",
  "review-too-far": "A suspension is looked at again within 30 days. Choose a date within 30 days.",
  "retention-too-short": "The file must be kept longer: 10 years, or 30 for a collective case. Choose a longer term.",
  malformed: "The content of this step could not be read. Open the form again and check each field.",
  "unknown-action":
    "The province does not know this kind of step yet. It is saved; update the desk or wait for the province.",
  gap: "The province waits for an earlier step that the journal here no longer has. Sign out and in again: what is unsent then goes on.",
  "epoch-changed":
    "The province was restored from a backup. The desk offers your steps again by itself; nothing to do.",
  rebase: "What you may see has changed. The desk fetches your orders anew by itself; nothing to do.",
  "protocol-too-old": "This desk is too old to receive orders; your steps are still sent. Please update it.",
  busy: "The province is busy. Your steps are safe on this computer and will be sent shortly.",
  "bad-signature": "The step's signature is not this computer's. The step is kept; register this computer again.",
  "id-reused": "Two different steps carry one number; this computer may be a copy of another. Call support.",
  "file-too-large": "The file is larger than 50 MB. Make it smaller, or attach it in parts.",
  "file-type": "This kind of file is not taken. Attach a picture, PDF, audio, video or text file.",
  "file-damaged": "The file was damaged on its way. The desk uploads it again by itself; nothing to do.",
  "no-such-file":
    "The file has not reached the province yet. It comes as soon as the computer that attached it is online.",
  "bad-request":
    "The province could not read the request. Your work is safe here; update the desk, and call support if it stays.",
  "not-found": "There is nothing at this address. Check it and try again.",
  "too-many-requests": "Too many requests. Your work is safe on this computer; wait a moment.",
  "start-unreadable": "The start cannot be read. Write it like 2026-03-02, or 2026-03-02T09:00:00+08:00.",
  "limit-unreadable":
    "The limit cannot be read. Write it like 3wd (working days), 15d (calendar days), 24h or 30min (minutes).",
  "disk-full":
    "The province's disk is full. Your steps are safe on this computer and are sent when there is room there; tell the province.",
  "no-room": "This computer's disk is full. Saved steps are safe; make room before you save anything new.",
  unexpected:
    "The province made a mistake. Your work is safe on this computer and is tried again by itself; call support if it stays.",
  "local-store":
    "This computer's store cannot be written just now. Saved steps are safe; close other programs and try again, or reopen the desk.",
  unreachable:
    "The province cannot be reached just now. Saved steps are safe on this computer and are sent when it is back.",
  "not-the-province":
    "There is a network, but what answers is not the province: your office's network may want a sign-in in the browser first. Saved steps are safe here.",
  offline: "There is no network. Go on working: steps are kept on this computer and sent when it is back.",
};
