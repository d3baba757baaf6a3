import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { pathTo, pathToManual } from "../../../src-renderer/app/routes.ts";
import { manualTopics } from "../../../src-renderer/features/manual/manual-topic.ts";
import { people } from "../../support/fake-reference.ts";
import { wagesInHandling } from "../../support/fake-world.ts";
import { putAway, showDesk, showOrder } from "../../support/show-desk.tsx";

afterEach(putAway);

test("[DE-29] F1 opens the manual while one types, and Esc goes back to the orders", async () => {
  showOrder(people.county, wagesInHandling().order);
  await page.getByLabelText("办理记录").fill("正在写");
  await userEvent.keyboard("{F1}");
  await expect.element(page.getByRole("heading", { name: "使用手册" })).toBeVisible();
  await page.getByRole("link", { name: "离线怎么办" }).click();
  await expect.element(page.getByText(/关机、断电也不会丢/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("heading", { name: "使用手册" })).not.toBeInTheDocument();
});

test("[DE-29] each topic of the manual fits one screen", async () => {
  await page.viewport(1366, 768);
  showDesk(people.county, [], pathTo("all"));
  for (const topic of manualTopics) {
    location.hash = pathToManual(topic);
    await expect.element(page.getByRole("article")).toBeVisible();
    const { bottom } = document.querySelector("article")?.getBoundingClientRect() ?? { bottom: Infinity };
    expect([topic, bottom < 768]).toEqual([topic, true]);
  }
});
