import type { Intent } from "../../../../src-shared/actions/action.ts";
import type { ActionId, OrderId } from "../../../../src-shared/kernel/ids.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cardedOrder, doubtedOrder } from "../../../support/fake-cards.ts";
import { people } from "../../../support/fake-reference.ts";
import { pathTo } from "../../../../src-renderer/app/routes.ts";
import { putAway, showDesk, showOrder } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

function objectTo(orderId: OrderId, card: ActionId | undefined): Intent {
  if (!card) throw new Error("the order has a card");
  return { type: "object-to-card", orderId, payload: { card, reason: "当日停电。" } };
}

const strip = () => page.getByRole("region", { name: /黄红牌/ });

test("[CD-23] [DE-25] a card stands with its limit and why; the office objects from there", async () => {
  const { order } = cardedOrder();
  const desk = showOrder(people.county, order);
  await expect.element(strip()).toMatchTextContent(/红牌.*泰山区.*办结期限.*发牌/);
  await page.getByRole("button", { name: "对发牌提出异议" }).click();
  await page.getByLabelText(/^异议理由/).fill("当日停电，已在期限内联系职工。");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([{ type: "object-to-card", payload: { card: order.cards[0]?.id } }]);
  await expect.element(strip()).toMatchTextContent(/提出异议：当日停电/);
});

test("[CD-23] the supervisor revokes a card, and it stays as revoked", async () => {
  const { order } = cardedOrder(true);
  const desk = showOrder(people.hub, order, "revoke-card");
  await page.getByLabelText(/^撤销理由/).fill("系统故障期间误发。");
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤销", exact: true }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "revoke-card" }]);
  await expect.element(strip()).toMatchTextContent(/红牌已撤销.*误发/);
});

test("[CD-24] who rules on a time sees both times, the offline span and the evidence in plain words", async () => {
  const order = doubtedOrder();
  const desk = showOrder(people.hub, order, "adjudicate-time");
  await expect.element(page.getByText("约 5 天", { exact: false })).toBeVisible();
  await expect.element(page.getByText("不足：只有电脑自己的时钟", { exact: false })).toBeVisible();
  await page.getByText("按时", { exact: true }).click();
  await page.getByLabelText(/^认定理由/).fill("值班记录与通话单相符。");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect
    .poll(() => desk.submitted)
    .toMatchObject([{ type: "adjudicate-time", payload: { action: order.doubts[0]?.action, inTime: true } }]);
  await expect.element(page.getByRole("listitem").filter({ hasText: "值班记录" })).toMatchTextContent(/时间认定：按时/);
});

test("[FT-9] 待认定 shows each matter with its times and evidence, and the ruling beside it", async () => {
  const doubted = doubtedOrder();
  const objected = cardedOrder().by(people.county, 1, (order) => objectTo(order.id, order.cards[0]?.id)).order;
  const desk = showDesk(people.hub, [doubted, objected], pathTo("to-rule"));
  const list = page.getByRole("list", { name: "待认定" });
  await expect.element(list).toMatchTextContent(/时间认定/);
  await expect.element(list).toMatchTextContent(/发牌异议/);
  await list.getByRole("link", { name: /证据 C/ }).click();
  await expect.element(page.getByText("约 5 天", { exact: false })).toBeVisible();
  await expect.element(page.getByText("认定超期", { exact: true })).toBeVisible();
  await page.getByText("超期", { exact: true }).click();
  await page.getByLabelText(/^认定理由/).fill("没有别的佐证。");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => desk.submitted).toMatchObject([{ type: "adjudicate-time", payload: { inTime: false } }]);
  await expect.element(list.getByRole("link", { name: /证据 C/ })).not.toBeInTheDocument();
  await expect.element(page.getByRole("form", { name: "认定发牌异议" })).toBeVisible();
});
