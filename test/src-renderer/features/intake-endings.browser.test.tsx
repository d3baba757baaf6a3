import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { people } from "../../support/fake-reference.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const ending = () => page.getByRole("radiogroup", { name: "怎样处理" });
const typesOf = (desk: ReturnType<typeof showDesk>) => desk.submitted.map(({ type }) => type);

/** Everything but the ending that a whole case needs. */
async function fillCase(): Promise<void> {
  await page.getByLabelText(/^姓名/).fill("李秀英");
  await page.getByLabelText(/^事实经过/).fill("未签书面劳动合同，想知道能否要求二倍工资。");
  await page.getByLabelText(/^标题/).fill("咨询未签合同的二倍工资");
  await page.getByRole("combobox", { name: /^问题类型/ }).click();
  await page.getByRole("option", { name: "未签或未续签合同" }).click();
}

test("[IK-7] a call is answered from an article and registered in one go", async () => {
  const desk = showDesk(people.hub, [], "/new");
  await fillCase();
  await ending().getByText("直接答复").click();
  await page.getByRole("button", { name: "登记并答复" }).click();
  await expect.element(page.getByText("请填写。")).toBeVisible();
  expect(desk.submitted).toEqual([]);
  await page.getByLabelText("查知识库").fill("二倍工资");
  await page.getByRole("button", { name: "未签书面劳动合同的二倍工资" }).click();
  await page.getByRole("button", { name: "插入答复" }).click();
  await expect.element(page.getByText("已引用：未签书面劳动合同的二倍工资")).toBeVisible();
  expect(await pageFaults()).toEqual([]);
  await page.getByRole("button", { name: "登记并答复" }).click();
  await expect.poll(() => typesOf(desk)).toEqual(["register", "answer-directly"]);
  const [registered, answered] = desk.submitted;
  expect(answered).toMatchObject({ orderId: registered?.orderId, payload: { article: "double-pay" } });
});

test.each([
  ["无效", { class: "invalid" }, "other.unclear"],
  ["骚扰", { class: "harassment" }, "other.unclear"],
  ["感谢", { class: "thanks" }, "opinion.praise"],
  ["转紧急热线", { outcome: "emergency" }, "other.emergency"],
])("[IK-8] %s is registered and ended with the number alone, by keys", async (name, mark, problem) => {
  const desk = showDesk(people.hub, [], "/new");
  await page.getByLabelText("来电号码").fill("13905380000");
  await ending().getByText(name, { exact: true }).click();
  await expect.element(page.getByLabelText(/^标题/)).not.toBeInTheDocument();
  expect(await pageFaults()).toEqual([]);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => typesOf(desk)).toEqual(["register", "answer-directly"]);
  expect(desk.submitted[0]).toMatchObject({
    payload: {
      contact: { ...mark, callerNumber: "13905380000" },
      classification: { problem, flags: ["anonymous"] },
    },
  });
});

test("[IK-9] who may decide it registers a call as not accepted, with the reason; others are not offered it", async () => {
  const desk = showDesk(people.hub, [], "/new");
  await fillCase();
  await ending().getByText("不予受理").click();
  await page.getByRole("combobox", { name: /不予受理/ }).click();
  await page.getByRole("option", { name: "已进入仲裁" }).click();
  await page.getByLabelText(/^理由/).fill("仲裁委已立案，已告知按程序办理。");
  await page.getByRole("button", { name: "登记并不予受理" }).click();
  await expect.poll(() => typesOf(desk)).toEqual(["register", "refuse-order"]);
  putAway();
  showDesk(people.county, [], "/new");
  await expect.element(page.getByRole("heading", { name: "登记诉求" })).toBeVisible();
  await expect.element(ending()).not.toBeInTheDocument();
  putAway();
  showDesk({ ...people.hub, roles: ["operator"] }, [], "/new");
  await expect.element(ending()).toBeVisible();
  await expect.element(ending().getByText("不予受理")).not.toBeInTheDocument();
});

test("[IK-10] a registration stands when its ending is refused, and the reason is told", async () => {
  const desk = showDesk(people.hub, [], "/new");
  await fillCase();
  // Ten workers open an incident, and an order with an open incident is not answered away.
  await page.getByLabelText("涉及人数").fill("12");
  await ending().getByText("直接答复").click();
  await page.getByLabelText(/^答复内容/).fill("已解释政策。");
  await page.getByRole("button", { name: "登记并答复" }).click();
  await expect.element(page.getByText("已登记，但没有办结，工单在待派单中。")).toBeVisible();
  expect(typesOf(desk)).toEqual(["register"]);
  await expect.element(page.getByRole("list", { name: "待派单" }).getByRole("link")).toBeVisible();
});
