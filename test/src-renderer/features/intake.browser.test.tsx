import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { people } from "../../support/fake-reference.ts";
import { wagesInHandling } from "../../support/fake-world.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const type = (text: string) => userEvent.keyboard(text);

test("[IK-1, IK-4] the caller's earlier orders stand in the form as soon as the number does", async () => {
  const { order } = wagesInHandling();
  showDesk(people.hub, [order], "/new");
  await page.getByLabelText("来电号码").fill("138123");
  await expect.element(page.getByRole("region", { name: "来电历史" })).not.toBeInTheDocument();
  await page.getByLabelText("来电号码").fill("138 1234 1234");
  const history = page.getByRole("region", { name: "来电历史" });
  await expect.element(history).toBeVisible();
  await expect
    .element(history.getByRole("link", { name: order.classification.title }))
    .toHaveAttribute("href", `#/list/all/${order.id}`);
  expect(await pageFaults()).toEqual([]);
});

test("[IK-4] a repeat is registered and merged in one go, the target filled in", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.hub, [order], "/new");
  await page.getByLabelText("来电号码").fill("13812341234");
  await page.getByLabelText(/^事实经过/).fill("还没有收到工资，来电催问。");
  await page.getByLabelText(/^标题/).fill("再次来电催问工资");
  await page.getByRole("combobox", { name: /^问题类型/ }).click();
  await page.getByRole("option", { name: "拖欠工资（非工程建设）" }).click();
  await page.getByLabelText(/^姓名/).fill("张建国");
  const repeats = page.getByRole("region", { name: "可能重复" });
  await expect.element(repeats.getByText(/同一人、同一类问题/)).toBeVisible();
  await repeats.getByRole("button", { name: "登记并并单" }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  await expect.element(page.getByRole("form", { name: "并单" })).toBeVisible();
  await expect.element(page.getByLabelText(/理由/)).toHaveValue(`与 ${order.number} 为同一诉求，来电催问。`);
});

test("[IK-5] an employer of an earlier order fills in what is known about it", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.hub, [order], "/new");
  await page.getByRole("combobox", { name: "单位名称" }).fill("焦化");
  await page.getByRole("option", { name: order.employer.name }).click();
  await expect.element(page.getByRole("combobox", { name: "所在区县" })).toHaveValue("泰安市 泰山区");
  expect(desk.submitted).toEqual([]);
});

test("[IK-6] a whole call is registered with keys only", async () => {
  const desk = showDesk(people.hub, [], "/new");
  await expect.element(page.getByRole("combobox", { name: "渠道" })).toHaveFocus();
  let keys = 0;
  const press = async (keystrokes: string): Promise<void> => {
    keys += 1;
    await type(keystrokes);
  };
  const goTo = async (label: RegExp): Promise<void> => {
    for (let tries = 0; tries < 40 && !label.test(labelOf(document.activeElement)); tries += 1) await press("{Tab}");
    expect(labelOf(document.activeElement)).toMatch(label);
  };
  await goTo(/^来电人/);
  await press("李秀英");
  await goTo(/^来电号码/);
  await press("13905380000");
  await goTo(/来电人就是职工本人/);
  await press("{Enter}");
  await goTo(/^单位名称/);
  await press("泰安某物流公司");
  await goTo(/^所在区县/);
  await press("泰山区");
  await press("{ArrowDown}");
  await press("{Enter}");
  await goTo(/^事实经过/);
  await press("2 月起没有发工资，共欠三个月。");
  await goTo(/^标题/);
  await press("物流公司拖欠三个月工资");
  await goTo(/^问题类型/);
  await press("非工程");
  await press("{ArrowDown}");
  await press("{Enter}");
  await press("{Control>}{Enter}{/Control}");
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({
    type: "register",
    payload: {
      contact: { caller: "李秀英", callerNumber: "13905380000" },
      worker: { name: "李秀英", phones: ["13905380000"] },
      employer: { name: "泰安某物流公司", region: "370902" },
      classification: { title: "物流公司拖欠三个月工资", problem: "pay.arrears-other" },
    },
  });
  // What the machine adds to the typing: tabs and choices, not minutes.
  expect(keys).toBeLessThan(60);
}, 90_000);

function labelOf(element: Element | null): string {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    return element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? "";
  }
  return element?.textContent ?? "";
}

test("[IK-13] a case is registered on one screen, from the channel to the flags", async () => {
  showDesk(people.hub, [], "/new");
  const bottomOf = (name: string): number => {
    const box = page.getByText(name, { exact: true }).element().getBoundingClientRect();
    return box.bottom;
  };
  await expect.element(page.getByText("要求回复", { exact: true })).toBeInViewport();
  const foot = page.getByRole("button", { name: "登记", exact: true }).element().getBoundingClientRect().top;
  for (const name of ["来电人", "更多单位信息", "要求回复"]) expect(bottomOf(name)).toBeLessThan(foot);
  const limits = page.getByText(/（自派单起算）/).element();
  expect(limits.getBoundingClientRect().bottom).toBeLessThan(foot);
});
