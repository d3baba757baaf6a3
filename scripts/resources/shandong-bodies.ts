import { officeId } from "../../src-shared/kernel/ids.ts";
import type { Office, OfficeKind } from "../../src-shared/domain/reference/office.ts";

/** What people call the development zones, by their local code. */
export const zoneShortNames: ReadonlyMap<string, string> = new Map([
  ["370176", "济南高新区"],
  ["370571", "东营开发区"],
  ["370572", "东营港开发区"],
  ["370671", "烟台高新区"],
  ["370676", "烟台开发区"],
  ["370772", "潍坊滨海区"],
  ["370871", "济宁高新区"],
  ["371071", "威海高区"],
  ["371072", "威海经区"],
  ["371073", "威海临港区"],
  ["371171", "日照开发区"],
  ["371371", "临沂高新区"],
  ["371471", "德州天衢新区"],
  ["371771", "菏泽开发区"],
  ["371772", "菏泽高新区"],
]);

const departments = ["权益保障部", "法律工作部", "女职工部", "组织部", "劳动和经济工作部", "网络工作部"];

const industrialUnions = [
  "教科文卫体工会",
  "财贸金融工会",
  "交通运输工会",
  "建设建材工会",
  "能源化学地质工会",
  "机械冶金工会",
  "国防邮电工会",
  "农林水利气象工会",
  "轻工纺织工会",
];

// Kinds of enterprises, not names: the real unions of enterprises are entered by the province's administrator.
const enterpriseUnions = ["能源集团工会", "钢铁集团工会", "高速公路集团工会", "港口集团工会", "机场集团工会", "石油化工集团工会"];

/** The offices directly below the province that are no territory's: departments, industrial and enterprise unions. */
export function bodiesOf(hub: Office): readonly Office[] {
  return [
    ...departments.map((name, index) => bodyOf(hub, "department", { name: `山东省总工会${name}`, short: `省总${name}`, index })),
    ...industrialUnions.map((name, index) => bodyOf(hub, "industrial", { name: `山东省${name}`, short: `省${name}`, index })),
    ...enterpriseUnions.map((name, index) => bodyOf(hub, "enterprise", { name: `山东省属${name}`, short: `省属${name}`, index })),
  ];
}

const letters: Readonly<Partial<Record<OfficeKind, string>>> = { department: "d", industrial: "i", enterprise: "e" };

function bodyOf(hub: Office, kind: OfficeKind, body: Readonly<{ name: string; short: string; index: number }>): Office {
  const id = officeId(`${letters[kind] ?? kind}37${String(body.index + 1).padStart(2, "0")}`);
  return {
    id,
    code: id.toUpperCase(),
    name: body.name,
    shortName: body.short,
    kind,
    parentId: hub.id,
    path: `${hub.path}.${id}`,
    regionCode: "",
  };
}
