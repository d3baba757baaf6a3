import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { pathToPrint } from "../../../../src-renderer/app/routes.ts";
import { OrderMaker, acceptIt, dispatchTo, fakeNow, returnIt, someWages } from "../../../support/fake-orders.ts";
import { answerIt, superviseIt, urgeIt } from "../../../support/fake-notices.ts";
import { people } from "../../../support/fake-reference.ts";
import { closed, wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

async function paper(): Promise<string> {
  const text = (): string => document.querySelector(".paper")?.textContent ?? "";
  await expect.poll(text).not.toBe("");
  return text();
}

async function printed(order: OrderMaker["order"], part: string): Promise<string> {
  showDesk(people.county, [order], pathToPrint(order.id, "paper", part));
  await expect.element(page.getByRole("toolbar")).toBeVisible();
  return paper();
}

test("[SU-25] a supervision order prints with its replies, signatures and seal", async () => {
  const { order } = wagesInHandling().by(people.hub, 1, superviseIt).by(people.county, 1, answerIt);
  const text = await printed(order, `notice.${order.notices[0]?.id ?? ""}`);
  expect(text).toMatch(
    /督办单.*临-督-.*督办要求.*请查明欠薪.*回复（.*已约谈用人单位.*工资条.*承办人.*审核人.*签发人.*盖章/s,
  );
});

test("[SU-25] an urging notice prints as a letter to the office, from the office that issued it", async () => {
  const made = new OrderMaker(someWages, fakeNow - 60 * 86_400_000, "37-2026-000300");
  made
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, acceptIt)
    .by(people.hub, 50 * 24, urgeIt);
  const text = await printed(made.order, `notice.${made.order.notices[0]?.id ?? ""}`);
  expect(text).toMatch(/催办通知书.*泰山区总工会：.*超期未办.*现要求：.*山东省总工会.*年.*月.*日/s);
  expect(document.querySelector(".paper-letter")).not.toBeNull();
});

test("[SU-25] return, acceptance, custody and closing have their papers, alone and in the case file", async () => {
  const returned = new OrderMaker(someWages, fakeNow - 86_400_000, "37-2026-000301")
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, returnIt).order;
  const asked = returned.timeline.find((event) => event.type === "return-asked");
  expect(await printed(returned, `return.${asked?.id ?? ""}`)).toMatch(/退单申请.*新泰市.*待审核/s);
  putAway();
  const { order } = closed(1);
  showDesk(people.hub, [order], pathToPrint(order.id, "case-file"));
  await expect.element(page.getByText("卷内目录")).toBeVisible();
  const text = await paper();
  for (const title of ["受理告知书", "流转时间表", "结案审批表", "审批意见"]) expect(text).toContain(title);
});
