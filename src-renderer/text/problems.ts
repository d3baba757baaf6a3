import { administrationProblemsEn, administrationProblemsZh } from "./administration-problems.ts";
import type { Wording } from "./wording.ts";

/**
 * One sentence for every refusal of a decision and every problem of the province: what happened, what is safe, what to
 * do. The numbers people read aloud stand beside them (protocol/problem-code.ts).
 */
export const problemsZh = {
  ...administrationProblemsZh,
  "wrong-credentials": "用户名或密码不对。请重新输入；连续输错 5 次后需要等待一会儿。",
  "too-many-attempts": "输错次数太多，账号暂时锁定。请等待后再试，或联系单位管理员。",
  "signed-out": "登录已过期。未发送的步骤都还在本机，请重新输入密码。",
  "never-online": "这台电脑由安装包设置，还没有联过网，可以照常办理。",
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
  "no-open-turn": "该单位现在不承办这个工单。请选择主办单位或办理过的单位。",
  "ladder-skipped": "挂牌督办和约谈要在督办单之后。请先发督办单。",
  "notice-without-ground": "工单记录中没有这个事由。请按督办阶梯选择方式和事由，例如超期后再发催办通知书。",
  "reply-date-past": "回复期限已经过了。请选择更晚的日期。",
  "notice-unknown": "这个工单上没有这份督办文书。请看清工单现在的情况。",
  "notice-settled": "这份督办文书已经办结或撤销，不必再回复。如有补充，可以记一笔。",
  "reply-missing": "对方还没有回复。请等待回复，或者重新定回复期限，也可以撤销。",
  "helps-already": "该单位已在办理或已在协办这个工单。请选择另一个单位，或等待它的反馈。",
  "help-over": "这项协办已经结束。请看清工单现在的状态；有情况请告知请求协办的单位。",
  "answer-date-past": "反馈日期已经过去。请选择以后的日期。",
  "incident-already": "这个工单已经标记为群体性/重大事件。请直接在报告链中填报。",
  "no-incident": "这个工单现在没有未结的事件。请看清现在的状态；情况可以记一笔。",
  "incident-open": "群体性/重大事件尚未办结，工单不能结束。请先作终报，由热线办公室办结事件。",
  "first-report-missing": "还没有首报。请先作首报，再续报或终报。",
  "final-report-missing": "还没有终报，或终报之后又有续报。请先作终报，再办结事件。",
  "extension-too-late": "办结期限已过，不能再申请延期，按逾期计算。请尽快报结；有困难请联系热线办公室。",
  "extension-too-long": "天数超过了允许的范围。请减少天数后再提交。",
  "extension-used-up": "这个工单的延期次数已经用完。请按期办结，或请热线办公室挂起。",
  "request-settled": "这项申请已经有了决定，或者已经失效。请看工单现在的情况。",
  "not-a-colleague": "所选的人不是本单位的承办人或审核人。请从名单中另选。",
  "not-the-handler": "只有现在的承办人才能申请回避。请看工单现在由谁承办。",
  recused: "当事人已对这个工单申请回避，不能再办。请由同事办理。",
  "not-objectionable": "这一项不能提出异议。只能对本轮或上一轮的回访评价、质检结论提出，每项一次。",
  "objection-pending": "还有异议等待裁定。请先裁定，再归档。",
  "no-such-card": "这个工单上没有这张牌。请看清工单上的黄红牌再决定。",
  "card-settled": "这张牌已经撤下，不再计数，不必再做。",
  "card-not-due": "现在还不该发这张牌或催办，省平台会自动再看。",
  "card-stands": "没有发现应当撤下这张牌的情形，这张牌仍然有效。",
  "card-wrong": "这张牌本不该发，省平台会自动撤下。",
  "objected-before": "本单位已对这张牌提出过异议。请等待热线办公室认定，或查看认定结果。",
  "nothing-to-rule": "没有等待认定的事项，可能已由同事认定。请看清工单再决定。",
  "worker-withheld": "这是保密工单，职工信息和保密标记只能由承办单位或省热线更改。请联系热线办公室补正。",
  malformed: "这一步的内容无法识别。请重新打开表单，逐项检查后再提交。",
  "unknown-code": "有一项选择已不在可选范围内，例如问题类型或理由。请先同步，再从列表中重新选择。",
  "unknown-action": "省平台还不认识这种步骤。步骤已保存，请更新程序或等待省平台升级。",
  gap: "省平台在等前面的一步，而本机已找不到它。请退出后重新登录，未发送的步骤会继续发送。",
  "epoch-changed": "省平台从备份恢复过，程序会自动把步骤重新提交，不用操作。",
  rebase: "您的权限范围有变化，程序会自动重新获取工单，不用操作。",
  "protocol-too-old": "程序版本过旧，暂时收不到新工单；您的步骤照常发送。请更新程序。",
  busy: "省平台正忙。您的步骤已存在本机，稍后自动重试。",
  "bad-signature": "步骤的签名与这台电脑不符。步骤已保留，请重新登记这台电脑。",
  "device-copied":
    "这台电脑上的数据和另一台电脑是同一份（可能是复制来的）。请重新登录，本机会登记为新电脑，未发送的步骤接着发送，不会重复。",
  "id-reused": "两个不同的步骤用了同一个编号，这台电脑可能是复制出来的。请联系技术支持。",
  "file-too-large": "文件超过 50 MB。请缩小，或者分成几份再添加。",
  "file-empty": "这个文件是空的，里面没有内容。请在原处重新保存，或者另选一份。",
  "file-type": "不支持这种文件。请添加图片、PDF、录音、视频或文本文件。",
  "picture-too-large": "这张图片超过 1.2 亿像素，普通电脑打不开。请用较小的尺寸重拍，或者做成 PDF 再添加。",
  "file-damaged": "文件传输中有损坏，程序会自动重新上传，不用操作。",
  "no-such-file": "文件还没有到达省平台。添加它的电脑联网后会自动上传。",
  "packet-unreadable": "这不是离线包。请选择由连心桥导出的文件（扩展名为 lxqpack）。",
  "packet-damaged": "离线包在途中被截断或改动过，一步也没有收下。请从原处重新复制一份，或重新导出。",
  "packet-foreign": "这个离线包是给另一个省或另一台电脑的，没有收下。请拿到它该去的地方导入。",
  "packet-too-new": "离线包由更新的版本写成。请先更新这边的系统，再导入一次；离线包请保留。",
  "packet-too-old": "离线包比这里已有的还旧，不需要再导入。如要取新的工单，请重新导出一个离线包。",
  "packet-too-large": "离线包超过 1 GB。请重新导出，附件会分到几个离线包里。",
  "packet-unknown-device": "省平台不认识写这个离线包的电脑。请让那台电脑先联网登录一次；步骤仍在那台电脑上。",
  "packet-out-of-step": "离线包里的工单与本机的接不上，没有收下。请在本机重新导出一个离线包，带去换新的回执包。",
  "packet-wrong-way": "离线包拿错了方向：单位的离线包在有网络的电脑上导入，回执包在原来那台电脑上导入。",
  "courier-not-ready": "本机还没有省平台的离线包密钥。请先联网登录一次。",
  "setup-unknown": "省平台没有发过这台电脑的安装包。请管理员重新发一个，在本机打开；本机的步骤都还在。",
  "setup-expired":
    "安装包已过期（30 天）。如果本机日期不对，请先校正；否则请管理员重新发一个，在本机打开，本机的步骤都还在。",
  "setup-used": "这个安装包已被另一台电脑用过。一个安装包只能用于一台电脑，请管理员另发一个。",
  "setup-revoked": "这个安装包已作废，或已有更新的安装包。请用最新的安装包；本机的步骤都还在。",
  "packet-for-set-up": "这是安装包，不是离线包。请在要设置的那台电脑的登录页上用“用安装包开始”打开。",
  "setup-code-mistyped": "安装码共 20 位数字，这一个有输错的数字。请对照纸条，或请管理员再念一遍。",
  "setup-code-wrong": "安装码与这个安装包不相符。每个安装包各有自己的安装码，请核对。",
  "bad-request": "省平台无法识别这次请求。您的内容都在本机；请更新程序，仍不行请联系技术支持。",
  "not-found": "没有找到这个地址。请检查后再试。",
  "too-many-requests": "操作太频繁。您的内容都在本机，请稍等片刻。",
  "start-unreadable": "看不懂起算时间。请写成 2026-03-02，或 2026-03-02T09:00:00+08:00。",
  "limit-unreadable": "看不懂时限。请写成 3wd（工作日）、15d（自然日）、24h（小时）或 30min（分钟）。",
  "disk-full": "省平台的磁盘满了。您的步骤都在本机，那边腾出空间后自动发送；请告知省平台的管理员。",
  "no-new-files": "本机剩余空间不足 500 MB，不能再添加附件，步骤照常保存。请先清理磁盘，再添加这份文件。",
  "no-room": "本机磁盘空间已满。已保存的步骤不受影响；请先腾出空间，再保存新的内容。",
  unexpected: "省平台出了差错。您的内容都在本机，稍后会自动重试；仍不行请联系技术支持。",
  "local-store": "本机存储暂时不能写入。已保存的步骤不受影响；请关闭其他程序后重试，或重新打开本程序。",
  unreachable: "省平台暂时连不上。已保存的步骤都在本机，恢复后自动发送。",
  "not-the-province": "连上了网络，但应答的不是省平台，可能需要先在浏览器里登录单位的上网认证。已保存的步骤都在本机。",
  offline: "现在没有网络。可以照常办理，步骤先存在本机，恢复后自动发送。",
} as const;

export const problemsEn: Wording<typeof problemsZh> = {
  ...administrationProblemsEn,
  "wrong-credentials": "User name or password is wrong. Type them again; after five failures you have to wait.",
  "too-many-attempts":
    "Too many failed attempts; the account is locked for a while. Wait and try again, or ask your administrator.",
  "signed-out": "Your session has ended. Unsent steps are safe on this computer; enter your password again.",
  "never-online": "This computer was set up by a packet and has not been online yet; work goes on as usual.",
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
  "no-open-turn": "That office is not in charge of the order now. Choose the holder, or an office that has handled it.",
  "ladder-skipped": "Listed supervision and a summons follow a supervision order. Issue that first.",
  "notice-without-ground":
    "The order's record does not bear this reason out. Choose the step and the reason by the ladder of supervision.",
  "reply-date-past": "The date for the reply has passed. Choose a later one.",
  "notice-unknown": "There is no such notice on this order. Look at the order as it is now.",
  "notice-settled":
    "The notice was settled or withdrawn; no reply is asked any more. Write a note if there is something to add.",
  "reply-missing": "The office has not replied yet. Wait, set a new date, or withdraw the notice.",
  "helps-already": "That office works on this order or helps already. Choose another, or wait for its answer.",
  "help-over":
    "This request for help is over. Look at the order as it is now; tell the office that asked what you know.",
  "answer-date-past": "The date for the answer has passed. Choose a later one.",
  "incident-already": "The order is flagged as an incident already. Write on its board.",
  "no-incident": "No incident is open at this order. Look at the order as it is now; you can add a note.",
  "incident-open":
    "An incident is open, so the order cannot be ended. The hotline office closes the incident first, after a final report.",
  "first-report-missing": "There is no first report yet. Make it, then follow up.",
  "final-report-missing": "The last report is not a final one. Make the final report, then close the incident.",
  "extension-too-late":
    "The limit to complete has passed: no more time can be asked for, and it counts as overdue. Report as soon as you can.",
  "extension-too-long": "That is more days than allowed. Choose fewer and submit again.",
  "extension-used-up":
    "This order has had all its extensions. Keep the limit, or ask the hotline office to suspend it.",
  "request-settled": "This request has been decided or has lapsed. Look at the order as it is now.",
  "not-a-colleague": "That person is no handler or leader of your office. Choose another from the list.",
  "not-the-handler": "Only the person in charge can withdraw. See who is in charge of the order.",
  recused: "The person has withdrawn from this order for a conflict of interest. A colleague must take the step.",
  "not-objectionable":
    "This cannot be objected to: only ratings and verdicts of this round or the last, each of them once.",
  "objection-pending": "An objection waits for its ruling. Rule it first, then archive.",
  "no-such-card": "The order has no such card. Look at its cards again before deciding.",
  "card-settled": "This card was taken back already and no longer counts.",
  "card-not-due": "No such card or reminder is due; the province looks again by itself.",
  "card-stands": "Nothing speaks against this card. It stands.",
  "card-wrong": "This card should not have fallen; the province takes it back by itself.",
  "objected-before": "Your office has objected to this card before. Wait for the ruling, or look at it.",
  "nothing-to-rule": "Nothing is waiting for this ruling; a colleague may have ruled. Look at the order again.",
  "worker-withheld":
    "The order is confidential: only the handling office or the hub may change the worker's details or lift the mark. Ask the hotline office.",
  malformed: "The content of this step could not be read. Open the form again and check each field.",
  "unknown-code":
    "One of the choices, such as the problem or the reason, is in no list. Sync first, then choose it again.",
  "unknown-action":
    "The province does not know this kind of step yet. It is saved; update the desk or wait for the province.",
  gap: "The province waits for an earlier step that the journal here no longer has. Sign out and in again: what is unsent then goes on.",
  "epoch-changed":
    "The province was restored from a backup. The desk offers your steps again by itself; nothing to do.",
  rebase: "What you may see has changed. The desk fetches your orders anew by itself; nothing to do.",
  "protocol-too-old": "This desk is too old to receive orders; your steps are still sent. Please update it.",
  busy: "The province is busy. Your steps are safe on this computer and will be sent shortly.",
  "bad-signature": "The step's signature is not this computer's. The step is kept; register this computer again.",
  "device-copied":
    "This computer holds the same data as another one; it may be a copy. Sign in again: it becomes a computer of its own, and its unsent steps go on, once each.",
  "id-reused": "Two different steps carry one number; this computer may be a copy of another. Call support.",
  "file-too-large": "The file is larger than 50 MB. Make it smaller, or attach it in parts.",
  "file-empty": "The file is empty. Save it once more where it comes from, or choose another one.",
  "file-type": "This kind of file is not taken. Attach a picture, PDF, audio, video or text file.",
  "picture-too-large":
    "The picture has more than 120 million pixels, too many for an ordinary computer. Take it smaller, or attach it as a PDF.",
  "file-damaged": "The file was damaged on its way. The desk uploads it again by itself; nothing to do.",
  "no-such-file":
    "The file has not reached the province yet. It comes as soon as the computer that attached it is online.",
  "packet-unreadable": "This is no courier packet. Choose a file that the desk wrote (.lxqpack).",
  "packet-damaged":
    "The packet was cut or changed on its way; nothing of it was taken. Copy it again from where it was written, or export it again.",
  "packet-foreign":
    "This packet is for another province or another computer; nothing was taken. Import it where it belongs.",
  "packet-too-new":
    "The packet was written by a newer version. Update this side, then import it again; keep the packet.",
  "packet-too-old": "The packet is older than what is here and is not needed. Export a new one to have newer orders.",
  "packet-too-large": "The packet is larger than 1 GB. Export again: the files then go in several packets.",
  "packet-unknown-device":
    "The province does not know the computer that wrote this packet. Sign in online once on that computer; its steps stay on it.",
  "packet-out-of-step":
    "The orders in the packet do not join those here; nothing was taken. Export a new packet here and have it answered.",
  "packet-wrong-way":
    "The packet goes the other way: an office's packet is imported on a computer with a line, a return packet on the computer that it answers.",
  "courier-not-ready": "This computer does not have the province's keys for packets yet. Sign in online once.",
  "setup-unknown":
    "The province has not made this computer's setup packet. Ask the administrator for a new one and open it here; the steps stay.",
  "setup-expired":
    "The setup packet has expired (30 days). If this computer's date is wrong, set it right; else ask the administrator for a new one and open it here. The steps stay.",
  "setup-used":
    "Another computer has used this setup packet. Each is good for one computer: ask the administrator for a new one.",
  "setup-revoked":
    "The setup packet was revoked, or a newer one was made. Use the newest; the steps on this computer stay.",
  "packet-for-set-up":
    "This is a setup packet. Open it on the sign-in page of the computer that is to be set up (Begin with a setup packet).",
  "setup-code-mistyped":
    "The setup code has 20 digits, and one of these is wrong. Compare it with the paper, or have it read out again.",
  "setup-code-wrong": "This is not the setup code of this packet. Each packet has a code of its own: please compare.",
  "bad-request":
    "The province could not read the request. Your work is safe here; update the desk, and call support if it stays.",
  "not-found": "There is nothing at this address. Check it and try again.",
  "too-many-requests": "Too many requests. Your work is safe on this computer; wait a moment.",
  "start-unreadable": "The start cannot be read. Write it like 2026-03-02, or 2026-03-02T09:00:00+08:00.",
  "limit-unreadable":
    "The limit cannot be read. Write it like 3wd (working days), 15d (calendar days), 24h or 30min (minutes).",
  "disk-full":
    "The province's disk is full. Your steps are safe on this computer and are sent when there is room there; tell the province.",
  "no-new-files":
    "Less than 500 MB are free on this computer: no more attachments, while steps are saved as ever. Clear the disk first.",
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
