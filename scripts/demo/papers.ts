/** A paper of the demo as one would photograph it: a heading, lines, a table, who signed. */
export type Paper = Readonly<{
  kind: "paper";
  title: string;
  lines: readonly string[];
  table: readonly (readonly string[])[];
  foot: string;
  seal: string;
}>;

/** A place of the demo, drawn: what hangs on the wall, and what stands in a row before it. */
export type Place = Readonly<{ kind: "place"; wall: string; sign: string; row: readonly string[]; note: string }>;

const slip = (worker: string, rows: Paper["table"], foot: string): Paper => ({
  kind: "paper",
  title: "工 资 条",
  lines: [`姓名：${worker}`, "以下金额单位：元"],
  table: [["项目", "金额"], ...rows],
  foot,
  seal: "工资专用章",
});

/** Every photograph and paper that the demo orders name, by file name. */
export const demoPapers: Readonly<Record<string, Paper | Place>> = {
  "wage-slip.png": slip(
    "周守田（模板支设）",
    [
      ["应发合计", "14,660.00"],
      ["已发", "4,000.00"],
      ["未发", "10,660.00"],
    ],
    "余款待总包结算后支付。 经办：（签名）",
  ),
  "payslip-cleaner.png": slip(
    "李桂香等 4 人",
    [
      ["雪天补助（应发）", "400.00"],
      ["已发", "150.00"],
      ["本次补发", "250.00"],
    ],
    "本人已核对。 签名：李桂香",
  ),
  "payslip-night.png": slip(
    "丁卫东",
    [
      ["基本工资", "4,200.00"],
      ["夜班补贴 46 班 × 25", "1,150.00"],
      ["实发", "5,350.00"],
    ],
    "夜班补贴系补发。",
  ),
  "settlement.png": {
    kind: "paper",
    title: "工 日 结 算 单",
    lines: ["工程：某安置房二期　工种：模板支设", "姓名：周守田"],
    table: [
      ["工日", "金额（元）"],
      ["73 个", "14,660.00"],
    ],
    foot: "带班：（签名）　项目部：（签名）",
    seal: "项目部",
  },
  "settlement-team.png": {
    kind: "paper",
    title: "木 工 班 组 结 算 单",
    lines: ["工程：某商住楼 3 号楼　班组：6 人"],
    table: [
      ["项目", "金额（元）"],
      ["结算总额", "86,400.00"],
      ["已付", "50,000.00"],
      ["尚欠", "36,400.00"],
    ],
    foot: "班组长：董立柱　分包：（签名）",
    seal: "劳务分包",
  },
  "iou.png": {
    kind: "paper",
    title: "欠 条",
    lines: ["今欠石保国等 9 人工资", "共计人民币肆万捌仟陆佰元整（¥48,600.00）", "恢复生产后一次付清。"],
    table: [],
    foot: "欠款人：（签名、手印）",
    seal: "某建材厂",
  },
  "payroll.png": {
    kind: "paper",
    title: "观察期间工资补发明细",
    lines: ["共 63 人，7 天"],
    table: [
      ["用工形式", "人数", "金额（元）"],
      ["合同制", "36", "126,600.00"],
      ["劳务派遣", "27", "91,800.00"],
      ["合计", "63", "218,400.00"],
    ],
    foot: "企业工会监督：（签名）",
    seal: "财务专用章",
  },
  "payment.png": {
    kind: "paper",
    title: "银行代发回单",
    lines: ["付款户：农民工工资专用账户", "收款人：周守田　卡号：**** **** **** 0101"],
    table: [
      ["用途", "金额（元）"],
      ["代发工资", "10,660.00"],
    ],
    foot: "交易状态：成功",
    seal: "业务专用章",
  },
  "transfer.png": {
    kind: "paper",
    title: "转账成功",
    lines: ["收款人：钟晓", "附言：兼职工资 22 天"],
    table: [["金额（元）", "2,640.00"]],
    foot: "付款方：某餐饮管理有限公司",
    seal: "",
  },
  "agreement.png": {
    kind: "paper",
    title: "调 解 协 议 书",
    lines: [
      "甲方：某物业管理有限公司",
      "乙方：戚桂英",
      "甲方一次性支付乙方医疗费、误工费、护理费",
      "共计 21,500 元，双方再无其他争议。",
    ],
    table: [],
    foot: "甲方：（盖章）　乙方：戚桂英（签名、手印）",
    seal: "某物业",
  },
  "dormitory.png": {
    kind: "place",
    wall: "#c9d3dc",
    sign: "2 号宿舍楼",
    row: ["床", "床", "床", "床"],
    note: "八人间 未分隔",
  },
  "workshop.png": {
    kind: "place",
    wall: "#d9d2c3",
    sign: "取暖休息室",
    row: ["暖", "桌", "桌", "暖"],
    note: "室温 21℃",
  },
  "canteen.png": { kind: "place", wall: "#d5dccb", sign: "夜班食堂", row: ["窗", "窗", "窗"], note: "仅一个窗口供应" },
};
