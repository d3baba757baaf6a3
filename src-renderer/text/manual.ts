import type { Wording } from "./wording.ts";

/** The manual (F1): one screen a topic; `a` to `d` are its paragraphs. */
export const manualZh = {
  title: "使用手册",
  hint: "没有网络也能看。按 F1 随时打开，Esc 回到工单。",
  topicsLabel: "主题",
  topics: {
    accept: {
      title: "受理",
      a: "从左边“待受理”里打开工单，先看标题下面的期限：受理、首次联系、办结，点“为什么？”可看每一天怎么算的。",
      b: "是本单位的事，按“受理”。属于下级的，按“下派”，选单位，写一句交办意见。",
      c: "三个工作日内要受理；没有网络也可以受理，时间按您操作的时候算。",
    },
    record: {
      title: "记录",
      a: "打开工单，在最下面写一条办理记录，选好是联系职工、联系单位还是走访，按 Ctrl+Enter 记下。",
      b: "联系上职工本人的，勾选“已联系职工本人”，首次联系的期限就停了。",
      c: "照片和文件直接拖进来，或按“附件”。常用的话在“模板”里。",
      d: "写了一半离开也不要紧，内容会留在“我的草稿”。",
    },
    report: {
      title: "报结",
      a: "事情办完，按“报结”：选结果，填追回金额和惠及人数，写清办理经过和给职工的答复。",
      b: "款项已经承诺、还没到账的，勾选“承诺履行”。",
      c: "报结后由上级审核；退回的，会重新出现在“办理中”，理由写在经过里。",
    },
    return: {
      title: "退单",
      a: "不是本单位的事，在两个工作日内按“退单”，写明理由。",
      b: "由派给您的上级决定。等待期间的时间仍算本单位的。",
      c: "上级不同意的，不能再退，请继续办理。第二次退单由省热线最后决定。",
    },
    offline: {
      title: "离线怎么办",
      a: "照常办理。左下角写着“离线”，后面是待发的步数和从几点起。",
      b: "每一步都先存在本机，关机、断电也不会丢。网络恢复后自动按顺序发送，不用重做。",
      c: "还没发出去的步骤可以撤回：在经过里那一步的下面按“撤回”。",
      d: "左下角点开就是同步中心，可以看每一步走到了哪里。",
    },
    connection: {
      title: "诊断网络",
      a: "左下角点开同步中心，按“诊断网络”。程序从省平台地址、证书、代理一直查到速度和时钟，每一项写明正常、留意还是有问题。",
      b: "有问题的一项后面写着怎么办。应答的不是省平台，多半要先在浏览器里完成上网认证。",
      c: "仍不行，按“复制结果”或“存为文件”发给技术支持。里面没有姓名、电话和工单内容。",
      d: "没有网络也可以诊断，办理照常。登录不上时，登录页的提示里也有“诊断网络”。",
    },
    courier: {
      title: "离线包（没有网络）",
      a: "一直没有网络时，点左下角打开同步中心，按“导出离线包”，把文件存到 U 盘。里面是所有待发的步骤和附件，已加密，只有省平台能打开。",
      b: "把 U 盘带到任何一台有网络、装有本系统的电脑，登录后在同步中心按“导入…”，选这个文件。上面会写明收下几步、未被接受几步，并给出一个回执包，存回 U 盘。",
      c: "回到原来的电脑，在同步中心按“导入…”选回执包：待发的步骤有了回执，工单更新到省平台写回执包的时候。",
      d: "步骤在收到回执前一直留在本机，可以再导出；同一个文件导入几次都只算一次。文件坏了、拿错了会提示，不会收下一半。导出过的步骤不能撤回。新电脑没有网络也能用：请管理员发安装包，在登录页按“没有网络？用安装包开始”。",
    },
    print: {
      title: "打印",
      a: "打开工单，选“打印”：工单是一页，案卷是封面、目录、全部材料和备考表。",
      b: "看到的就是印出来的。目录的页号自动填好。",
      c: "电话和证件号默认遮住，要印全须写理由，会留下记录。",
      d: "有没发出去的步骤，纸上会注明“含未同步内容”。其他的纸上有二维码和核验码：按 Ctrl+K 扫描，或输入编号和核验码，就知道是不是真的、是不是最新的。",
    },
    refused: {
      title: "不被接受的步骤",
      a: "左下角写“未被接受”，点开同步中心，那里有原文和理由。",
      b: "常见的原因：别的单位已经办了，或者工单已往前走了。",
      c: "可以改成一条办理记录保留下来，也可以放弃。原文一直留在本机。",
    },
    keys: {
      title: "快捷键",
      a: "J、K：下一个、上一个工单。",
      b: "Ctrl+K：查找工单。Ctrl+Enter：提交。",
      c: "N：登记诉求。Esc：离开表单，草稿保留。",
      d: "F1：使用手册。问号键：全部快捷键。",
    },
  },
} as const;

export const manualEn: Wording<typeof manualZh> = {
  title: "Manual",
  hint: "Works without a network. F1 opens it at any time, Esc goes back to the orders.",
  topicsLabel: "Topics",
  topics: {
    accept: {
      title: "Accepting",
      a: "Open an order under To accept. The limits stand under its title: accept, first contact, complete. Why? shows how each day was counted.",
      b: "If it is yours, press Accept. If it belongs to an office below, press Forward, choose the office and write a line.",
      c: "Three working days to accept. You can accept without a network; the time is when you did it.",
    },
    record: {
      title: "Recording",
      a: "Write a note at the foot of the order, choose what it is about, and press Ctrl+Enter.",
      b: "Tick that you reached the worker in person: this stops the first-contact clock.",
      c: "Drop photos and files onto the order, or press File. Templates hold the usual sentences.",
      d: "You may leave half-way: what you typed is under My drafts.",
    },
    report: {
      title: "Reporting the result",
      a: "When the matter is done press Report result: the result, money recovered, people helped, what was done and the reply to the worker.",
      b: "Money promised and not yet paid: tick Promised.",
      c: "The office above reviews it. If it is sent back you find it under In handling, with the reason on the timeline.",
    },
    return: {
      title: "Returning",
      a: "If it is not your office's matter, press Return within two working days and give the reason.",
      b: "The office that sent it decides. The time meanwhile stays yours.",
      c: "If it is refused you cannot return it again. A second return is decided by the provincial hotline.",
    },
    offline: {
      title: "Without a network",
      a: "Work as always. The foot of the rail says offline, how many steps wait and since when.",
      b: "Each step is saved on this computer first and survives a power cut. It is sent by itself, in order, when the line is back.",
      c: "A step that has not been sent can be withdrawn: under it on the timeline.",
      d: "The foot of the rail opens the sync centre, which shows how far each step has come.",
    },
    connection: {
      title: "Diagnose the connection",
      a: "Open the sync centre at the lower left and choose “Diagnose the connection”. It looks at name, certificate, proxy, speed and clock, and says of each whether it is well.",
      b: "A point that failed says what to do. When something else than the province answers, first sign in to the network with a browser.",
      c: "If it stays, copy the result or save it to a file for support. It has no names, numbers or orders in it.",
      d: "It also works without a line, and so does your work. When you cannot sign in, the sign-in page offers it too.",
    },
    courier: {
      title: "Courier packet (no line)",
      a: "Where there is no line for long, open the sync centre at the foot of the rail, choose Export packet and save the file to a USB stick. It holds every step and file that waits, encrypted: only the province opens it.",
      b: "Carry the stick to any computer with a line and this desk, sign in, choose Import… in the sync centre and pick the file. It says how many steps were taken and how many were not, and gives a return packet to save on the stick.",
      c: "Back at your computer choose Import… and pick the return packet: the steps have their receipts, and the orders are as of when the province wrote it.",
      d: "Steps stay on this computer until receipts come and may be exported again; a file imported twice counts once. A damaged or wrong file is told and never taken by half. Exported steps cannot be withdrawn. A new computer without a network begins with a setup packet from the administrator, on the sign-in page.",
    },
    print: {
      title: "Printing",
      a: "Choose Print in an order: the order sheet is one page; the case file is cover, catalogue, all papers and the closing note.",
      b: "What you see is what is printed. The catalogue's page numbers are filled in.",
      c: "Telephone and ID numbers are masked; printing them needs a reason, which is recorded.",
      d: "If steps have not been sent, the paper says so. Every other paper bears a QR code: press Ctrl+K and scan it, or type its number and code, to learn whether it is genuine and the newest.",
    },
    refused: {
      title: "Steps that were not accepted",
      a: "When the foot of the rail says not accepted, open the sync centre: it keeps the text and says why.",
      b: "Usually another office has acted, or the order has moved on.",
      c: "Keep the step as a note, or set it aside. The original stays in this computer's journal.",
    },
    keys: {
      title: "Keys",
      a: "J, K: next and previous order.",
      b: "Ctrl+K: find an order. Ctrl+Enter: submit.",
      c: "N: new appeal. Esc: leave a form, the draft is kept.",
      d: "F1: this manual. The question mark: all keys.",
    },
  },
};
