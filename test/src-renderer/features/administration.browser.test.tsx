import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { administrationTabs, tabsFor } from "../../../src-renderer/features/administration/administration-tab.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import { people } from "../../support/fake-reference.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { fakeDoor, putAway, showDesk, showDoor } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

function loadFile(content: string): void {
  const file = new File([content], "2027.json", { type: "application/json" });
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  const chosen = new DataTransfer();
  chosen.items.add(file);
  if (input !== null) input.files = chosen.files;
  input?.dispatchEvent(new Event("change", { bubbles: true }));
}

test("[AD-50] administration is for administrators, page by page", async () => {
  expect(Object.fromEntries(roles.map((role) => [role, tabsFor([role])]).filter(([, tabs]) => tabs?.length))).toEqual({
    "office-administrator": administrationTabs.filter((tab) => tab !== "audit"),
    "security-administrator": administrationTabs.filter((tab) => tab !== "audit"),
    "system-administrator": administrationTabs.filter((tab) => tab !== "users" && tab !== "audit"),
    "audit-administrator": administrationTabs.filter((tab) => tab !== "users"),
  });
  showDesk(people.county, fakeWorld(), "/list/all");
  await expect.element(page.getByRole("link", { name: /全部工单/ })).toBeVisible();
  expect(page.getByRole("link", { name: "系统管理" }).elements()).toEqual([]);
  putAway();
  showDesk(people.audit, [], "/administration/policy");
  await expect.element(page.getByRole("link", { name: "系统管理" })).toBeVisible();
  await expect.element(page.getByText(/只有系统管理员可以改动这里的内容。/)).toBeVisible();
  await expect.element(page.getByRole("cell", { name: "15 工作日" }).first()).toBeVisible();
  expect(page.getByRole("button", { name: "修改" }).elements()).toEqual([]);
});

test("[AD-56] the desk of somebody who only administers opens on administration", async () => {
  showDesk(people.system, fakeWorld(), "");
  await expect.element(page.getByRole("heading", { name: "系统管理" })).toBeVisible();
  putAway();
  showDesk(people.county, fakeWorld(), "");
  await expect.element(page.getByRole("link", { name: /全部工单/ })).toBeVisible();
  expect(page.getByRole("heading", { name: "系统管理" }).elements()).toEqual([]);
});

test("[AD-57] administration opens on what the role changes", async () => {
  const tabs = page.getByRole("navigation", { name: "系统管理" });
  for (const [who, tab] of [
    [people.system, "单位"],
    [people.security, "用户"],
    [people.audit, "管理留痕"],
  ] as const) {
    showDesk(who, [], "/administration");
    await expect.element(tabs.getByRole("link", { name: tab })).toHaveAttribute("aria-current", "page");
    putAway();
  }
});

test("[AD-51] without a line what is published can be read, and asking says why there is no answer", async () => {
  showDesk(people.security, [], "/administration/users").cut();
  await expect.element(page.getByText(/现在没有网络。可以查看本机已有的内容/)).toBeVisible();
  await expect.element(page.getByText(/省平台暂时连不上/)).toBeVisible();
  await page.getByRole("link", { name: "工作日历" }).click();
  await expect.element(page.getByRole("heading", { name: "为什么是这一天" })).toBeVisible();
  await expect.element(page.getByRole("table", { name: "10 月" })).toBeVisible();
});

test("[AD-52] publishing shows the effect first, then asks for a reason", async () => {
  const desk = showDesk(people.system, fakeWorld(), "/administration/policy");
  await page.getByRole("button", { name: "修改" }).click();
  await page.getByRole("textbox", { name: /求决类 一般 办结 数量/ }).fill("12");
  await expect.element(page.getByText(/改动 1 处/)).toBeVisible();
  expect(page.getByRole("button", { name: "确认发布" }).elements()).toEqual([]);
  await page.getByRole("button", { name: "查看影响" }).click();
  await expect.element(page.getByText(/在办工单的时限不变/)).toBeVisible();
  await page.getByRole("button", { name: "确认发布" }).click();
  await expect.element(page.getByText(/需要写明理由/)).toBeVisible();
  expect(desk.administration.published).toEqual([]);
  await page.getByRole("textbox", { name: /发布理由/ }).fill("缩短办理时间");
  await page.getByRole("button", { name: "确认发布" }).click();
  await expect
    .poll(() => desk.administration.published)
    .toMatchObject([{ kind: "policy", policy: { limits: { request: { normal: { complete: { amount: 12 } } } } } }]);
});

test("[AD-53] a calendar file is checked here, with or without a line, and its effect shown", async () => {
  const desk = showDesk(people.system, fakeWorld(), "/administration/calendar");
  desk.cut();
  await expect.element(page.getByRole("button", { name: "选择文件…" })).toBeVisible();
  loadFile("not json");
  await expect.element(page.getByText(/这个文件不是 JSON，或者不完整/)).toBeVisible();
  loadFile(JSON.stringify({ ...year2027, year: 2029 }));
  await expect.element(page.getByText(/年份接不上现有日历/)).toBeVisible();
  loadFile(JSON.stringify({ ...year2027, days: { "2027-02-30": { off: true, name: "春节" } } }));
  await expect.element(page.getByText(/文件里有不存在的日期/)).toBeVisible();
  loadFile(JSON.stringify(year2027));
  await expect.element(page.getByText(/2027 年：放假 8 天，调休上班 0 天。/)).toBeVisible();
  await page.getByRole("button", { name: "查看影响" }).click();
  await expect
    .element(page.getByRole("region", { name: "发布", exact: true }).getByText(/省平台暂时连不上/))
    .toBeVisible();
  desk.restore();
  await page.getByRole("button", { name: "查看影响" }).click();
  await expect.element(page.getByRole("button", { name: "确认发布" })).toBeVisible();
});

test("[AD-54] an account begins with a password that is shown once", async () => {
  const desk = showDesk(people.security, [], "/administration/users");
  await page.getByRole("button", { name: "新建用户" }).click();
  await page.getByRole("textbox", { name: /^姓名/ }).fill("温和");
  await page.getByRole("textbox", { name: /^用户名/ }).fill("wen-he");
  await page.getByPlaceholder("输入简称或全称").fill("泰山区");
  await page.getByRole("option", { name: /泰山区总工会/ }).click();
  await page.getByRole("checkbox", { name: "承办人" }).click();
  await page.getByLabelText(/再次输入您自己的密码/).fill("wrong");
  await page.getByRole("button", { name: "确定" }).click();
  await expect.element(page.getByText(/您自己的密码不对/)).toBeVisible();
  await page.getByLabelText(/再次输入您自己的密码/).fill("right");
  await page.getByRole("button", { name: "确定" }).click();
  await expect.element(page.getByText(/ab2cd-ef3gh-jk4mn-pq5rs/)).toBeVisible();
  expect(desk.administration.asked).toMatchObject([
    { change: { type: "create", username: "wen-he", name: "温和", office: "x370902", roles: ["handler"] } },
  ]);
});

test("[AD-54] who signs in with a given password is asked for one of the own", async () => {
  const tried: string[] = [];
  const door = fakeDoor(null, {
    signIn: async (_, password) => {
      tried.push(password);
      return { ok: false, trouble: "password-must-change", retryAfterMs: null };
    },
  });
  showDoor(door);
  await page.getByLabelText("用户名").fill("wen-he");
  await page.getByLabelText("密码", { exact: true }).fill("ab2cd");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByLabelText("新密码").fill("秋水共长天一色");
  await page.getByLabelText("再输入一次").fill("秋水共长天");
  await expect.element(page.getByText(/两次输入不一样。/)).toBeVisible();
  await page.getByLabelText("再输入一次").fill("秋水共长天一色");
  await page.getByRole("button", { name: "设置并登录" }).click();
  await expect.poll(() => tried).toEqual(["ab2cd", "秋水共长天一色"]);
});

// Axe reads seven pages whole, some of them long tables of fields: that takes long.
test.each(["light", "dark"])(
  "[AD-55] the pages have no fault that axe finds (%s)",
  async (scheme) => {
    localStorage.setItem("mantine-color-scheme-value", scheme);
    showDesk(
      { ...people.system, roles: ["system-administrator", "security-administrator", "audit-administrator"] },
      fakeWorld(),
      "/administration",
    );
    for (const tab of ["单位", "用户", "时限规则", "工作日历", "字典", "模板", "管理留痕"]) {
      await page.getByRole("link", { name: tab, exact: true }).click();
      const edit = page.getByRole("button", { name: "修改" });
      if (edit.elements().length > 0) await edit.click();
      const said = await pageFaults({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] });
      expect([tab, said.slice(0, 5)]).toEqual([tab, []]);
    }
  },
  240_000,
);
