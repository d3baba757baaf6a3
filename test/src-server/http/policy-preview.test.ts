import { afterEach, beforeEach, expect, test } from "vitest";
import type { Policy } from "../../../src-shared/domain/reference/policy.ts";
import { startOfDay } from "../../../src-shared/kernel/instant.ts";
import type { Preview } from "../../../src-shared/protocol/administration.ts";
import type { Answer } from "../support/desk.ts";
import { newTurn, dispatchTo, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

const from = "2026-03-03";

function policyWith(change: Partial<Policy>): object {
  return { kind: "policy", policy: { ...home.province.rules.policy, ...change, effectiveFrom: from } };
}

async function previewOf(proposal: object): Promise<Answer> {
  const system = await deskOf(home, "sd-admin");
  return system.ask("POST", "/api/administration/preview", { proposal });
}

test("[AD-26] a policy that ends open limits earlier shows each order, its office and both ends before it takes effect", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  const { order } = await dispatched(hub);
  const { order: second } = await dispatched(hub, "c3701");
  const policy = home.province.rules.policy;
  const shorter = policyWith({ return: { ...policy.return, within: { amount: 1, unit: "working-day" } } });
  const seen = (await previewOf(shorter)).body as Preview;
  expect(seen).toMatchObject({ openOrders: 2, movedCount: 2, earlierCount: 2 });
  const ends = { clock: "return", before: startOfDay("2026-03-05"), after: startOfDay("2026-03-04") };
  expect(seen.moved).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ order, office: "c3709", ...ends }),
      expect.objectContaining({ order: second, office: "c3701", ...ends }),
    ]),
  );
  expect(seen.moved.every(({ number }) => number !== null)).toBe(true);
  expect(home.province.rules.policy).toBe(policy);
});

test("[AD-22] [AD-26] what a preview says of a shorter limit to complete is true: no limit that runs ends earlier", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  const { order } = await dispatched(hub);
  const { limits } = home.province.rules.policy;
  const normal = { ...limits.request.normal, complete: { amount: 4, unit: "working-day" as const } };
  const proposal = policyWith({ limits: { ...limits, request: { ...limits.request, normal } } });
  expect((await previewOf(proposal)).body).toMatchObject({ openOrders: 1, moved: [], earlierCount: 0 });
  const system = await deskOf(home, "sd-admin");
  const basedOn = home.province.reference.versionOf("policy");
  const told = { proposal, basedOn, reason: "测试" };
  expect((await system.ask("POST", "/api/administration/publish", told)).status).toBe(200);
  await hub.bootstrap();
  const before = hub.mirror.get(order)?.assignments.map(({ completeBy }) => completeBy);
  home.clock.at = startOfDay(from) + 36_000_000;
  await home.province.reference.refresh();
  await hub.signIn();
  const late = hub.make("register", null, wagesCase());
  await hub.push(late, hub.make("dispatch", late.orderId, dispatchTo("c3709", newTurn())));
  await hub.pull();
  expect(hub.mirror.get(order)?.assignments.map(({ completeBy }) => completeBy)).toEqual(before);
  const ofNew = hub.mirror.get(late.orderId)?.assignments.map(({ completeBy }) => completeBy) ?? [];
  expect(ofNew).toEqual([startOfDay("2026-03-10")]);
});
