import Value from "typebox/value";
import { expect, test } from "vitest";

import { readIntent } from "../../src-shared/actions/read-intent.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import { openingsRequestSchema } from "../../src-shared/protocol/openings.ts";
import { asCurrent, type RequestName } from "../../src-shared/protocol/spoken-protocols.ts";
import {
  auditRequestSchema,
  bootstrapRequestSchema,
  ordersRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
} from "../../src-shared/protocol/sync.ts";
import { recordedProtocols } from "../support/recorded-protocol.ts";
import { newestBuild, type Build } from "../sim/versions/builds.ts";
import { allVersions, madeBy } from "../sim/versions/payloads.ts";
import { saidBy, spokenBy } from "../sim/versions/protocols.ts";

const schemas = {
  push: pushRequestSchema,
  pull: pullRequestSchema,
  bootstrap: bootstrapRequestSchema,
  audit: auditRequestSchema,
  orders: ordersRequestSchema,
  openings: openingsRequestSchema,
} as const;

/** From which build on each request has today's shape. */
const todaysFrom: Readonly<Record<RequestName, Build>> = {
  push: 3,
  pull: 4,
  bootstrap: 2,
  audit: 3,
  orders: 3,
  openings: 4,
};

const recorded = recordedProtocols().at(-1);
const names = ["push", "pull", "bootstrap", "audit", "orders", "openings"] as const;

test.each(names)(
  "[SM-9] what older desks say in a %s is another shape, and becomes today's by the adapters",
  (name) => {
    const [device] = recorded?.devices ?? [];
    const actions = name === "push" ? { actions: recorded?.actions.slice(0, 2) } : {};
    const request = { ...device?.requests[name], ...actions };
    for (const build of [1, 2, 3, 4] as const) {
      const said = saidBy(build, `/api/sync/${name}`, request);
      expect(Value.Check(schemas[name], said), `build ${build}`).toBe(build >= todaysFrom[name]);
      if (build < newestBuild - 2 && name !== "push") continue;
      const today = asCurrent(spokenBy(newestBuild), name, said);
      expect(Value.Check(schemas[name], today), `build ${build}`).toBe(true);
      if (name !== "bootstrap") expect(today).toEqual({ ...request, protocol: build });
    }
  },
);

test("[SM-9] what older steps say is another shape, and is read by the adapters", () => {
  const id = orderId("00000000-0000-7000-8000-000000000001");
  const note = { kind: "contact", text: "已联系", contactedWorker: false };
  const accept = { assignment: "00000000-0000-7000-8000-000000000002" };
  for (const [type, payload, todays] of [
    ["note", note, 2],
    ["accept", accept, 3],
  ] as const) {
    for (const build of [1, 2, 3, 4] as const) {
      const step = { type, orderId: id, ...madeBy(build, type, payload) };
      expect(readIntent(step, allVersions)).toMatchObject({ type, payload });
      expect(readIntent({ ...step, actionVersion: allVersions.current }, allVersions) === "malformed").toBe(
        step.actionVersion < todays,
      );
    }
  }
});
