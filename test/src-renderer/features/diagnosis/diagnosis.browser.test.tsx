import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import { people } from "../../../support/fake-reference.ts";
import { fakeWorld } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

test("[WK-1] from the sync centre to every check with its state and what to do, on one screen", async () => {
  await page.viewport(1366, 768);
  showDesk(people.county, fakeWorld(), "/sync");
  await page.getByRole("link", { name: "诊断网络" }).click();
  await expect.element(page.getByRole("heading", { name: "诊断网络" })).toBeVisible();
  await expect.element(page.getByText("有 1 项有问题", { exact: false })).toBeVisible();
  expect(page.getByRole("listitem").elements()).toHaveLength(11);
  await expect.element(page.getByText(/640 毫秒才有应答，偏慢/)).toBeVisible();
  await expect.element(page.getByText(/这一项浏览器看不到/)).toBeVisible();
  const bottom = page.getByRole("link", { name: "存为文件" }).element().getBoundingClientRect().bottom;
  expect(bottom).toBeLessThan(768);
});

test("[WK-7] the text for support names program, province and findings, and nobody", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/diagnosis");
  const save = page.getByRole("link", { name: "存为文件" });
  await expect.element(save).toBeVisible();
  expect(save.element().getAttribute("download")).toMatch(/^连心桥网络诊断-.*\.txt$/);
  const text = await (await fetch(save.element().getAttribute("href") ?? "")).text();
  expect(text).toContain("省平台 https://province.test");
  expect(text).toMatch(/\[留意\] 电脑时钟: 比省平台慢 12 分钟/);
  expect(text.trim().split("\n")).toHaveLength(14);
  const { name, username, officeName } = desk.profile;
  for (const personal of [name, username, officeName, desk.facts.deviceName]) expect(text).not.toContain(personal);
});
