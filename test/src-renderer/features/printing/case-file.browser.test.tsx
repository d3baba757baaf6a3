import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { pathToPrint } from "../../../../src-renderer/app/routes.ts";
import { noteIt } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

/** The page column of the catalogue of a file with so many long notes. */
async function catalogueWith(notes: number): Promise<readonly number[]> {
  const made = wagesInHandling();
  for (let n = 0; n < notes; n += 1) made.by(people.county, 1, noteIt("与企业财务核对考勤和工资表。".repeat(20)));
  showDesk(people.county, [made.order], pathToPrint(made.order.id, "case-file"));
  await expect.element(page.getByText("卷内目录")).toBeVisible();
  await vi.waitFor(() => expect(document.querySelector("[data-print-ready=true]")).not.toBeNull(), { timeout: 15_000 });
  const lines = [...document.querySelectorAll(".paper-plain tbody tr")].filter((line) => line.children.length === 7);
  return lines.map((line) => Number(line.children[5]?.textContent));
}

test("[DE-28] the catalogue names the page on which each document begins", async () => {
  expect(await catalogueWith(0)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("[DE-28] a timeline of several pages moves what stands behind it", async () => {
  const [sheet, register, , timeline, attachment = 0] = await catalogueWith(20);
  expect([sheet, register, timeline]).toEqual([1, 2, 4]);
  expect(attachment).toBeGreaterThan(5);
});

test("[DE-54] on the screen too the cover's mark stands within the margins of the page", async () => {
  await catalogueWith(0);
  const left = (selector: string): number => document.querySelector(selector)?.getBoundingClientRect().left ?? -1;
  expect(left(".paper-cover table")).toBeGreaterThan(0);
  expect(left(".paper-cover .paper-mark")).toBeCloseTo(left(".paper-cover table"), 0);
});
