import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import { people } from "../../support/fake-reference.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const running = { done: 340, total: 2000, bytes: 9_400_000, remainingMs: 170_000, held: false };

test("[WK-21] the first sync says what there is, how far it is and how long it takes, also before and without a line", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ firstSync: { ...running, done: 0, total: 0, bytes: 0, remainingMs: null } });
  await expect.element(page.getByText(/正在问省平台本单位有多少工单/)).toBeVisible();
  desk.say({ firstSync: running });
  await expect.element(page.getByText(/340 \/ 2000 件.*MB.*约还需 3 分钟/)).toBeVisible();
  desk.say({ firstSync: { ...running, remainingMs: 40_000 } });
  await expect.element(page.getByText(/不到 1 分钟/)).toBeVisible();
  desk.say({ firstSync: { ...running, remainingMs: 3 * 3_600_000 } });
  await expect.element(page.getByText(/约还需 3 小时/)).toBeVisible();
  desk.say({ line: "offline", firstSync: running });
  await expect.element(page.getByText(/联网后从这里接着取/)).toBeVisible();
});

test("[WK-23] it can be stopped and goes on by one button", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ firstSync: running });
  await page.getByRole("button", { name: "先停下" }).click();
  await expect.element(page.getByText(/已停在 340 \/ 2000 件/)).toBeVisible();
  await page.getByRole("button", { name: "继续获取" }).click();
  await expect.element(page.getByText(/约还需 3 分钟/)).toBeVisible();
});

test("[WK-25] an empty list is no claim that there is no work while orders are on their way", async () => {
  const desk = showDesk(people.county, [], "/list/to-accept");
  const asking = { ...running, done: 0, total: 0, bytes: 0, remainingMs: null };
  desk.say({ firstSync: asking });
  await expect.element(page.getByText(/还没有取完，这里现在空着不等于没有/)).toBeVisible();
  await expect.element(page.getByText("工单正在路上")).toBeVisible();
  await expect.element(page.getByText("首次同步 · 正在询问")).toBeVisible();
  desk.say({ firstSync: { ...asking, held: true } });
  await expect.element(page.getByText("首次同步已停下")).toBeVisible();
  await expect.element(page.getByText(/已停下，工单还没有取到/)).toBeVisible();
  desk.say({ line: "offline", firstSync: asking });
  await expect.element(page.getByText(/网络断了，工单还没有取到/)).toBeVisible();
  desk.say({ line: "online", firstSync: null });
  await expect.element(page.getByText(/没有等待受理的工单/)).toBeVisible();
});
