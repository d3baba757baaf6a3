import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { people } from "../../support/fake-reference.ts";
import { wagesInHandling } from "../../support/fake-world.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

test("[WL-7] a filter is kept under a name, opens the lists, and is forgotten again", async () => {
  const { order } = wagesInHandling();
  const row = page.getByRole("list", { name: "全部工单" }).getByRole("link");
  const reopen = async (): Promise<void> => {
    const kept = Object.entries(localStorage).map(([key, value]) => [key, String(value)] as const);
    putAway();
    for (const [key, value] of kept) localStorage.setItem(key, value);
    showDesk(people.hub, [order], "/list/all");
  };
  showDesk(people.hub, [order], "/list/all");
  await expect.element(row).toBeVisible();
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("combobox", { name: "紧急程度" }).click();
  await page.getByRole("option", { name: "特急" }).click();
  await expect.element(page.getByText("没有符合筛选条件的工单。")).toBeVisible();
  await page.getByLabelText("存为常用筛选").fill("特急件");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByLabelText("默认使用“特急件”").click();
  expect(await pageFaults()).toEqual([]);
  await reopen();
  await expect.element(page.getByText("没有符合筛选条件的工单。")).toBeVisible();
  await page.getByRole("button", { name: "筛选 1 项" }).click();
  await page.getByRole("button", { name: "删除“特急件”" }).click();
  await reopen();
  await expect.element(row).toBeVisible();
});

test("[WL-11] whoever only administers is told so, and where that work is", async () => {
  showDesk({ ...people.hub, roles: ["security-administrator"] }, [], "/list/all");
  await expect.element(page.getByText("这里没有您可以看的工单。")).toBeVisible();
  await expect.element(page.getByText("您的岗位不办理工单")).toBeVisible();
  await expect.element(page.getByRole("main").getByRole("link", { name: "系统管理" })).toBeVisible();
});
