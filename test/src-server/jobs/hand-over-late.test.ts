import { expect, test } from "vitest";
import { issueCards } from "../../../src-server/jobs/issue-cards.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import { breakingAt } from "../support/broken-store.ts";
import { dispatchTo, newTurn, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

async function close(home: TestProvince, change: object): Promise<void> {
  const system = await deskOf(home, "sd-admin");
  const basedOn = home.province.reference.versionOf("offices");
  const asked = { proposal: { kind: "offices", change }, basedOn, reason: "机构改革" };
  expect((await system.ask("POST", "/api/administration/publish", asked)).status).toBe(200);
}

test.each([
  ["the office that was named", { type: "close", id: "i3702", ordersTo: "c3709" }, "c3709"],
  ["its successor", { type: "merge", id: "i3702", into: "i3705" }, "i3705"],
  ["the office above", { type: "close", id: "i3702" }, "p37"],
] as const)("[AD-39] what another process sent to an office that had closed goes to %s", async (_, change, heir) => {
  const home = await startProvince();
  const hub = await deskOf(home, "sd-quanneng");
  const { reference } = home.province;
  const old = reference.rulesAt(home.clock.at);
  await close(home, change);
  await issueCards(home.province);
  const follows = reference.rulesAt;
  Object.assign(reference, { rulesAt: () => old });
  const register = hub.make("register", null, wagesCase());
  const dispatch = hub.make("dispatch", register.orderId, dispatchTo("i3702", newTurn()));
  expect((await hub.push(register, dispatch)).receipts.map(({ verdict }) => verdict)).toEqual(["applied", "applied"]);
  Object.assign(reference, { rulesAt: follows });
  await issueCards(home.province);
  expect(await readOrders(home.store.db, [register.orderId])).toMatchObject([{ holder: "i3702" }]);
  home.clock.at += 2 * minuteMs;
  await breakingAt(home.store, 3, () => issueCards(home.province));
  await issueCards(home.province);
  const [order] = await readOrders(home.store.db, [register.orderId]);
  expect(order).toMatchObject({ holder: heir });
  expect(order?.timeline.at(-1)).toMatchObject({ type: "turns-moved", from: "i3702", to: heir });
  expect(order?.timeline.filter(({ type }) => type === "turns-moved")).toHaveLength(1);
  await issueCards(home.province);
  expect((await readOrders(home.store.db, [register.orderId]))[0]?.version).toBe(order?.version);
  await home.close();
});
