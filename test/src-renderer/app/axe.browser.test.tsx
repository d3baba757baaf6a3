import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { fakeWorld, wagesInHandling } from "../../support/fake-world.ts";
import { people } from "../../support/fake-reference.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { fakeDoor, putAway, showDesk, showDoor, showOrder } from "../../support/show-desk.tsx";

afterEach(putAway);

const faults = () =>
  pageFaults({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    rules: { "page-has-heading-one": { enabled: false } },
  });

test.each(["light", "dark"])("[DE-24] list, order and its tabs have no fault that axe finds (%s)", async (scheme) => {
  await page.viewport(1366, 768);
  localStorage.setItem("mantine-color-scheme-value", scheme);
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order, ...fakeWorld()], `/list/all/${order.id}`);
  desk.cut();
  await expect.element(page.getByRole("heading", { name: "焦化厂拖欠农民工工资" })).toBeVisible();
  expect(await faults()).toEqual([]);
  for (const tab of ["诉求", /附件/, "流转", "打印"]) {
    await page.getByRole("tab", { name: tab }).click();
    expect([tab, ...(await faults())]).toEqual([tab]);
  }
});

test.each(["light", "dark"])(
  "[DE-24] forms have no fault that axe finds, with and without problems (%s)",
  async (scheme) => {
    await page.viewport(1366, 768);
    localStorage.setItem("mantine-color-scheme-value", scheme);
    showOrder(people.county, wagesInHandling().order, "report-result");
    await page.getByRole("button", { name: "报结", exact: true }).click();
    await expect.element(page.getByText("请填写。")).toBeVisible();
    expect(await faults()).toEqual([]);
  },
);

test("[DE-24] registration, sync centre, drafts and sign-in have no fault that axe finds", async () => {
  await page.viewport(1366, 768);
  showDesk(people.hub, [], "/new");
  await expect.element(page.getByRole("heading", { name: "登记诉求" })).toBeVisible();
  expect(await faults()).toEqual([]);
  location.hash = "/sync";
  await expect.element(page.getByRole("heading", { name: "同步中心" })).toBeVisible();
  expect(await faults()).toEqual([]);
  location.hash = "/drafts";
  await expect.element(page.getByRole("heading", { name: "我的草稿" })).toBeVisible();
  expect(await faults()).toEqual([]);
  putAway();
  showDoor(fakeDoor(null));
  await expect.element(page.getByLabelText("用户名")).toBeVisible();
  expect(await faults()).toEqual([]);
});
