import { expect, test, vi } from "vitest";
import { readOrders } from "../../../src-server/store/order-store.ts";
import type { AdministeredUser } from "../../../src-shared/protocol/administration.ts";
import { password } from "../support/desk.ts";
import { forwardTo, newTurn } from "../support/payloads.ts";
import { startProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

const at = "/api/administration";

test("[AD-35] what is sent to an office in the moment in which it is merged goes to its successor too", async () => {
  const home = await startProvince();
  const system = await deskOf(home, "sd-admin");
  const security = await deskOf(home, "sd-anquan");
  const city = await deskOf(home, "ta-shenhe");
  const { order, cityTurn } = await dispatched(await deskOf(home, "sd-quanneng"));
  const { users } = (await security.ask("GET", `${at}/users`)).body as { users: AdministeredUser[] };
  for (const { id } of users.filter(({ office }) => office === "x370902")) {
    await security.ask("POST", `${at}/users`, { password, change: { type: "disable", id } });
  }
  const { reference } = home.province;
  const follow = reference.refresh;
  const verdicts: string[] = [];
  const after = vi.fn(async () => {
    // The second look comes when the merge is committed and this process does not follow it yet.
    if (after.mock.calls.length === 2) {
      const forwarded = await city.act("forward", order, forwardTo("x370902", cityTurn, newTurn()));
      verdicts.push(forwarded.verdict);
    }
    return follow();
  });
  vi.spyOn(reference, "refresh").mockImplementation(after);
  const proposal = { kind: "offices", change: { type: "merge", id: "x370902", into: "x370911" } };
  const asked = { proposal, basedOn: reference.versionOf("offices"), reason: "测试" };
  expect((await system.ask("POST", `${at}/publish`, asked)).status).toBe(200);
  expect(verdicts).toEqual(["applied"]);
  expect(await readOrders(home.store.db, [order])).toMatchObject([{ holder: "x370911" }]);
  await home.close();
});
