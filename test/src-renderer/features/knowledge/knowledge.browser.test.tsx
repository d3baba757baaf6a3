import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { OrderMaker, fakeNow, someWages } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { pageFaults } from "../../../support/page-faults.ts";
import { putAway, showDesk, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

test("[KB-4] the knowledge base is searched and read on a page of its own", async () => {
  showDesk(people.hub, [], "/knowledge");
  await page.getByLabelText("查知识库").fill("加班费");
  await page.getByRole("link", { name: "加班费怎么算（150%、200%、300%）" }).click();
  await expect.element(page.getByRole("heading", { name: /加班费怎么算/ })).toBeVisible();
  await expect.element(page.getByText(/《劳动法》第四十四条/).first()).toBeVisible();
  expect(await pageFaults()).toEqual([]);
  await page.getByLabelText("查知识库").fill("ｑｑｑ");
  await expect.element(page.getByRole("status").filter({ hasText: "没有找到" })).toBeVisible();
});

test("[KB-6] an answer takes an article over, and the order names it", async () => {
  const order = new OrderMaker(someWages, fakeNow, "37-2026-000001").order;
  const desk = showOrder(people.hub, order, "answer-directly");
  await page.getByLabelText("查知识库").fill("二倍工资");
  await page.getByRole("button", { name: "未签书面劳动合同的二倍工资" }).click();
  await page.getByRole("button", { name: "插入答复" }).click();
  await expect.element(page.getByText("已引用：未签书面劳动合同的二倍工资")).toBeVisible();
  expect(await pageFaults()).toEqual([]);
  await page.getByRole("button", { name: "答复并办结" }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({ type: "answer-directly", payload: { article: "double-pay" } });
});
