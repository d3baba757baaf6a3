import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { putAway, showDesk } from "../../support/show-desk.tsx";
import { people } from "../../support/fake-reference.ts";
import { fakeWorld } from "../../support/fake-world.ts";

afterEach(putAway);

test("[DG-8] the sync centre says when the copy was last compared, and what was put right", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/sync");
  expect(await screen.findByText("还没有核对过")).toBeDefined();
  const at = desk.now();
  desk.say({ audit: { at, orders: 123, fetched: 0, removed: 0, left: 0 } });
  expect(await screen.findByText(/123 件工单，全部一致/)).toBeDefined();
  desk.say({ audit: { at, orders: 123, fetched: 3, removed: 1, left: 0 } });
  expect(await screen.findByText(/已补正 4 件，现在一致/)).toBeDefined();
  desk.say({ audit: { at, orders: 123, fetched: 3, removed: 1, left: 2 } });
  expect(await screen.findByText(/2 件还不一致/)).toBeDefined();
});
