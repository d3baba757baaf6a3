import type { Page } from "@playwright/test";

import { openOrder, openPictureDesk, takeStep } from "./picture-desk.ts";

/** One picture: whose desk, which list and order or which page, and the step whose form stands open. */
type RolePicture = Readonly<{
  name: string;
  user: string;
  page?: string;
  list?: string;
  title?: string;
  step?: string;
  tab?: string;
}>;

/** A page that shows what each role does all day (docs/roles.md), in the order of an order's life. */
const rolePictures: readonly RolePicture[] = [
  { name: "operator", user: "sd-huawu", page: "/new" },
  { name: "dispatcher", user: "sd-paidan", list: "待派单", title: "港口外包装卸工未缴社保", step: "派单" },
  { name: "handler", user: "taishan", list: "办理中", title: "机械厂违法解除未支付经济补偿" },
  { name: "leader", user: "ta-shenhe", list: "待我审核", title: "酒店厨师未签劳动合同要求二倍工资", step: "审核通过" },
  { name: "helper", user: "jiaotong", list: "待协办", title: "网约车租赁公司扣押司机押金" },
  { name: "callback-agent", user: "sd-huifang", list: "待回访", title: "安保公司拖欠两个月工资", step: "回访" },
  { name: "inspector", user: "sd-zhijian", list: "待质检", title: "快餐店兼职学生工资未结", step: "质检" },
  { name: "supervisor", user: "sd-duban", list: "待督办", title: "机械厂违法解除未支付经济补偿" },
  { name: "incident", user: "sd-duban", list: "群体事件", title: "商业综合体施工班组15人集体讨薪", tab: "协同" },
  { name: "custody", user: "sd-duban", list: "黄红牌", title: "机械厂违法解除未支付经济补偿", tab: "流转" },
  { name: "archivist", user: "sd-dangan", list: "待归档" },
  { name: "knowledge", user: "sd-huawu", page: "/knowledge" },
  { name: "administration", user: "sd-anquan", page: "/administration/calendar" },
];

/** Takes them all from one province; `shoot` writes the picture of that name. */
export async function takeRolePictures(
  url: string,
  now: number,
  shoot: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  for (const picture of rolePictures) {
    const { page, close } = await openPictureDesk(url, picture.user, now);
    try {
      await arrange(page, url, picture);
      await shoot(page, `roles/${picture.name}`);
    } finally {
      await close();
    }
  }
}

async function arrange(page: Page, url: string, { page: address, list, title, step, tab }: RolePicture): Promise<void> {
  if (address !== undefined) {
    await page.goto(`${url}/#${address}`);
    await page.getByRole("main").or(page.getByRole("form")).first().waitFor();
  }
  if (list !== undefined && title !== undefined) await openOrder(page, list, title);
  else if (list !== undefined) {
    await page
      .getByRole("navigation")
      .getByRole("link", { name: new RegExp(`^${list}`) })
      .click();
  }
  if (step !== undefined) await takeStep(page, step);
  if (tab !== undefined) await page.getByRole("tab", { name: tab }).click();
}
