import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { pathToPrint } from "../../../../src-renderer/app/routes.ts";
import { toChinaText } from "../../../../src-shared/kernel/instant.ts";
import { cardedOrder } from "../../../support/fake-cards.ts";
import { OrderMaker, acceptIt, dispatchTo, fakeNow, returnIt, someWages } from "../../../support/fake-orders.ts";
import { answerIt, superviseIt, urgeIt } from "../../../support/fake-notices.ts";
import { people } from "../../../support/fake-reference.ts";
import { closed, wagesInHandling, busyWages } from "../../../support/fake-world.ts";
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
    /督办单.*临-督-.*督办要求.*请查明欠薪.*回复.*已约谈用人单位.*工资条.*承办人.*审核人.*签发人.*盖章/s,
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

test("[DE-30] help, more time, incident reports and cards have their papers, each with its own date", async () => {
  const made = busyWages();
  const { order } = made;
  const day = toChinaText(made.at).slice(0, 10);
  expect(await printed(order, `help.${order.helps[0]?.id ?? ""}`)).toMatch(/会办单.*协办单位.*核查该企业.*等待反馈/s);
  putAway();
  expect(await printed(order, `extension.${order.extensions[0]?.id ?? ""}`)).toMatch(
    /延期申请表.*账目需要审计.*待审核.*盖章/s,
  );
  putAway();
  expect(await printed(order, `incident.${order.incidents[0]?.reports[0]?.at ?? ""}`)).toMatch(
    new RegExp(`群体性/重大事件首报.*${day}.*二十六人聚集.*已派人到场`, "s"),
  );
  putAway();
  const carded = cardedOrder().order;
  expect(await printed(carded, "cards")).toMatch(/黄红牌记录.*红牌（办结）.*有效/s);
});

test("[DE-36] letters to the employer and the authority name the employer and the problem, and nothing of the worker", async () => {
  const { order } = wagesInHandling();
  const { worker, claim, classification, contacts } = order;
  const kept = [
    worker.name,
    ...worker.phones,
    worker.idNumber,
    worker.address,
    classification.title,
    claim.facts,
    claim.period,
    ...contacts.flatMap((one) => [one.caller, one.callerNumber]),
  ].filter((text) => text !== "");
  for (const [kind, title] of [
    ["employer", "告知函"],
    ["notice", "提示函"],
    ["opinion", "意见书"],
    ["proposal", "建议书"],
  ] as const) {
    const text = await printed(order, `letter.${kind}`);
    expect(text).toMatch(new RegExp(`${title}.*${order.employer.name}.*拖欠工资.*泰山区总工会.*盖章.*承办人`, "s"));
    expect(kept.filter((one) => text.includes(one))).toEqual([]);
    expect(text).not.toContain(worker.name.slice(0, 1) + "*");
    putAway();
  }
  showDesk(people.county, [order], pathToPrint(order.id, "case-file"));
  await expect.element(page.getByText("卷内目录")).toBeVisible();
  expect(await paper()).not.toContain("告知函");
});
