/** What workers call about, in the words of the desk. */
export type Matter = Readonly<{
  problem: string;
  topic: string;
  facts: string;
  law: string;
  advice: string;
  replies: readonly string[];
  identities: readonly string[];
}>;

export const matters: readonly Matter[] = [
  {
    problem: "pay.arrears-construction",
    topic: "工程完工后拖欠工资",
    facts: "在某项目做工，完工后结算款一直未付，带班人称总包没有拨款，多次催要无果，请求帮助追讨。",
    law: "《保障农民工工资支付条例》第三十条",
    advice: "分包单位拖欠的，由施工总承包单位先行清偿，请保存好结算单和考勤记录。",
    replies: ["总包同意先行清偿。", "劳务公司承认欠薪，同意一周内付清。", "项目部同意通过专用账户代发。"],
    identities: ["migrant"],
  },
  {
    problem: "pay.arrears-other",
    topic: "拖欠两个月工资",
    facts: "单位以经营困难为由连续两个月未发工资，同岗位多人情况相同，负责人总说再等等。",
    law: "《中华人民共和国劳动合同法》第三十条",
    advice: "用人单位应当按时足额支付劳动报酬，拖欠的可向人民法院申请支付令。",
    replies: ["单位承诺随本月工资一并补发。", "单位提出分两次付清，职工同意。"],
    identities: ["contract", "migrant"],
  },
  {
    problem: "pay.overtime",
    topic: "未支付加班费",
    facts: "单位长期每天多安排两小时工作，周末单休，从未支付加班费，考勤由班组长手写。",
    law: "《中华人民共和国劳动法》第四十四条",
    advice: "延长工作时间应支付不低于工资百分之一百五十的报酬，法定休假日不低于百分之三百。",
    replies: ["单位同意核对考勤后补发。", "单位提供的考勤与职工记录一致，同意支付。"],
    identities: ["contract"],
  },
  {
    problem: "insurance.none",
    topic: "入职后未缴纳社会保险",
    facts: "入职一年多，单位一直未办理社会保险登记，只说试用期满再办，体检和看病均自费。",
    law: "《中华人民共和国社会保险法》第五十八条",
    advice: "用人单位应当自用工之日起三十日内为职工办理社会保险登记。",
    replies: ["单位同意自本月起参保并补缴。", "单位称已着手办理登记。"],
    identities: ["contract", "migrant", "agency"],
  },
  {
    problem: "contract.unsigned",
    topic: "未签订书面劳动合同",
    facts: "工作半年多，单位始终不签书面劳动合同，要求签订时被告知“先干着再说”。",
    law: "《中华人民共和国劳动合同法》第十条、第八十二条",
    advice: "自用工之日起超过一个月未订立书面劳动合同的，应当每月支付二倍工资。",
    replies: ["单位同意补签合同。", "单位同意补签并支付一次性补偿。"],
    identities: ["contract"],
  },
  {
    problem: "contract.ending",
    topic: "被口头辞退未支付经济补偿",
    facts: "单位口头通知不用再来上班，没有书面理由，也未支付经济补偿，门禁次日即停用。",
    law: "《中华人民共和国劳动合同法》第四十六条、第四十七条",
    advice: "经济补偿按在本单位工作的年限，每满一年支付一个月工资。",
    replies: ["单位同意按工作年限支付。", "双方就金额达成一致。"],
    identities: ["contract"],
  },
  {
    problem: "injury.recognition",
    topic: "单位不申报工伤",
    facts: "操作设备时受伤，单位垫付了医药费，却不肯申报工伤，让职工自己走医保。",
    law: "《工伤保险条例》第十七条",
    advice: "单位未在三十日内申请的，职工本人可在一年内直接申请工伤认定。",
    replies: ["单位已准备申报材料。", "单位同意申报并支付停工留薪期工资差额。"],
    identities: ["migrant", "contract"],
  },
  {
    problem: "hours.annual-leave",
    topic: "未安排带薪年休假",
    facts: "工龄满十年，去年一天年休假也没有安排，申请时被以人手不足为由退回。",
    law: "《职工带薪年休假条例》第三条、第五条",
    advice: "应休未休的年休假，单位应当按日工资收入的百分之三百支付报酬。",
    replies: ["单位同意支付未休年休假报酬。", "单位已排定今年的休假计划并补发报酬。"],
    identities: ["contract", "public-contract"],
  },
  {
    problem: "new-forms.pay",
    topic: "平台合作商克扣配送费",
    facts: "合作商以超时、差评为由扣除配送费，扣款没有明细，申诉后被告知规则如此。",
    law: "《关于维护新就业形态劳动者劳动保障权益的指导意见》",
    advice: "扣罚应有公开的规则并听取劳动者意见，可向行业工会反映。",
    replies: ["合作商同意退还无依据的扣款。", "合作商同意公开扣款明细并返还差额。"],
    identities: ["new-form.food-delivery", "new-form.courier"],
  },
  {
    problem: "women-minors.three-periods",
    topic: "孕期被调岗降薪",
    facts: "怀孕后被调到体力较重的岗位，岗位津贴取消，单位称不服从按旷工处理。",
    law: "《女职工劳动保护特别规定》第五条、第六条",
    advice: "用人单位不得因女职工怀孕降低其工资，不能适应原劳动的应当减轻劳动量。",
    replies: ["单位同意恢复原岗位。", "单位同意恢复津贴并补发差额。"],
    identities: ["contract"],
  },
];

export const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"];
export const givenNames = [
  "立新",
  "秀英",
  "建平",
  "小梅",
  "志远",
  "桂芳",
  "海燕",
  "永强",
  "晓东",
  "雅琴",
  "长河",
  "文静",
  "德胜",
  "春生",
  "玉兰",
  "国栋",
  "明霞",
  "家旺",
  "欣然",
  "卫民",
];
export const industries: readonly (readonly [code: string, trade: string])[] = [
  ["E47", "建筑劳务"],
  ["C34", "机械制造"],
  ["C18", "服装加工"],
  ["C14", "食品加工"],
  ["H62", "餐饮管理"],
  ["G60", "快递服务"],
  ["G54", "道路运输"],
  ["K70", "物业服务"],
  ["F52", "商业零售"],
  ["Q84", "健康护理"],
  ["C26", "化工材料"],
  ["O80", "家政服务"],
];
