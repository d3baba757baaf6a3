import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { pathTo } from "../../../../src-renderer/app/routes.ts";
import { orderId } from "../../../../src-shared/kernel/ids.ts";
import { fakeId, noteIt } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { fakeWorld, wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

test("[LS-50] the old link of an order that was handed over says to whom and when", async () => {
  const [away, unknown] = [orderId(fakeId()), orderId(fakeId())];
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.handOver(away, people.city.office);
  location.hash = pathTo("all", away);
  expect(await screen.findByText(/已移交 泰安市/)).toBeDefined();
  expect(screen.getByText(/工单内容已从本机删除/)).toBeDefined();
  location.hash = pathTo("all", unknown);
  expect(await screen.findByText("这个工单不在您的范围内")).toBeDefined();
});

test("[DE-49] an order that went away says what of the own steps waits or was not accepted, and leads to them", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order], "/list/in-handling");
  desk.cut();
  const kept = await desk.submit(noteIt("第一条")(order));
  await desk.submit(noteIt("第二条")(order));
  if (!kept.ok) throw new Error(kept.refusal);
  desk.refuse(kept.actionId, "other-office");
  desk.handOver(order.id, people.city.office);
  desk.takeAway(order.id);
  location.hash = pathTo("all", order.id);
  expect(await screen.findByText("您在这个工单上有 1 步未被接受，等您处理。")).toBeDefined();
  expect(screen.getByText("您在这个工单上还有 1 步没有发送，会照常发送。")).toBeDefined();
  expect(screen.queryByText(/接手单位看得到/)).toBeNull();
  expect(screen.getByRole("link", { name: "到同步中心看去向" }).getAttribute("href")).toBe("#/sync");
});

test("[LS-53] a locked copy says why, what is safe, and what opens it", async () => {
  const desk = showDesk(people.county, fakeWorld(), pathTo("all", orderId(fakeId())));
  desk.say({ locked: true, unsent: 3 });
  expect(await screen.findByText(/工单内容已锁定；联系上或重新登录后自动打开。未发送的 3 步都在本机/)).toBeDefined();
  expect(await screen.findByText("工单内容已锁定")).toBeDefined();
});
