import { beforeAll, expect, onTestFinished, test } from "vitest";

import { createApp } from "../../../src-server/app.ts";
import type { App } from "../../../src-server/http/services.ts";
import { actions } from "../../../src-server/store/schema.ts";
import type { SpokenProtocols } from "../../../src-shared/protocol/spoken-protocols.ts";
import type { BootstrapAnswer, Receipt } from "../../../src-shared/protocol/sync.ts";
import { OldDesk, type AskProvince } from "../../support/old-desk.ts";
import { recordedProtocols, type RecordedProtocol } from "../../support/recorded-protocol.ts";
import { deskOf } from "../support/story.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";

let first: RecordedProtocol;
let home: TestProvince;
beforeAll(() => {
  const [oldest] = recordedProtocols();
  if (!oldest) throw new Error("nothing was recorded");
  first = oldest;
});

/** A province of the years to come: it speaks protocol `current`. */
async function provinceOf(current: number, adapters: SpokenProtocols["adapters"] = {}): Promise<AskProvince> {
  const begun = await startProvince({ protocols: { current, adapters } });
  onTestFinished(() => begun.close());
  home = begun;
  return asking(home.app);
}

function asking(app: App): AskProvince {
  return async (url, body, token) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method: "POST", url, headers, payload: body });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown };
  };
}

/** Answers with members and verdicts that nobody knows yet, over a line that loses every third of them. */
function newerAndLossy(ask: AskProvince): AskProvince {
  let asked = 0;
  return async (path, body, token) => {
    const answer = await ask(path, body, token);
    asked += 1;
    if (path === "/api/sync/push" && asked % 3 === 0) return null;
    if (answer === null || answer.status !== 200) return answer;
    const told = answer.body as { receipts?: readonly object[] };
    const receipts = told.receipts?.map((receipt) => ({ ...receipt, verdict: "postponed", until: 1 }));
    return { status: 200, body: { ...told, ...(receipts && { receipts }), newMember: { deep: [1] } } };
  };
}

/** Signs every recorded desk in and sends all that was recorded, in the order in which it was done. */
async function sendAll(recorded: RecordedProtocol, ask: AskProvince): Promise<readonly OldDesk[]> {
  const desks = recorded.devices.map((device) => new OldDesk(device, recorded.actions, ask));
  for (const desk of desks) await desk.signIn();
  for (const action of recorded.actions) {
    await desks.find((desk) => desk.device.deviceId === action.deviceId)?.drain(action.seq);
  }
  return desks;
}

/** What the recorded desks have sent, as the province keeps it, in the order of its receipts. */
async function logged(): Promise<readonly (typeof actions.$inferSelect)[]> {
  const devices = new Set(first.devices.map((device) => device.deviceId));
  const all = await home.store.db.select().from(actions).orderBy(actions.number);
  return all.filter((line) => devices.has(line.deviceId));
}

const unreadable = new Set([
  "malformed",
  "unknown-action",
  "bad-signature",
  "id-reused",
  "device-copied",
  "unexpected",
]);

test("[NV-4] what desks of every recorded protocol send is taken: read, its seal intact, its course applied", async () => {
  for (const recorded of recordedProtocols()) {
    await sendAll(recorded, await provinceOf(recorded.protocol));
    const log = await logged();
    expect(log.map((line) => line.id)).toEqual(recorded.actions.map((action) => action.id));
    expect(log.filter((line) => unreadable.has(line.code ?? "") || line.verdict === "parked")).toEqual([]);
    const ending = log.findIndex((line) => line.type === "archive");
    expect(log.slice(0, ending + 1).map((line) => line.verdict)).toEqual(Array(ending + 1).fill("applied"));
  }
}, 60_000);

test("[NV-1] [NV-4] a desk of this protocol or one of the two before is served whole, an older one pushes only", async () => {
  for (const [ahead, status] of [
    [0, 200],
    [2, 200],
    [3, 426],
  ] as const) {
    const ask = await provinceOf(first.protocol + ahead);
    const [device] = first.devices;
    if (!device) throw new Error("no device was recorded");
    const desk = new OldDesk(device, first.actions, ask);
    await desk.signIn();
    await desk.renew();
    const hub = await deskOf(home, "sd-quanneng");
    const page = { protocol: first.protocol + ahead, deviceId: hub.id, after: null, limit: 1 };
    const { cursor } = (await hub.ask("POST", "/api/sync/bootstrap", page)).body as BootstrapAnswer;
    for (const name of ["pull", "audit"] as const) expect(await desk.comesDown(name, { cursor })).toBe(status);
    for (const name of ["bootstrap", "orders", "openings"] as const) expect(await desk.comesDown(name)).toBe(status);
    // What it asks may look like nothing that is known any more: it hears the same.
    expect(await desk.comesDown("pull", { cursor: "as it once was" })).toBe(status === 200 ? 400 : status);
    // A restored province has lost steps: even an old desk hears of it, and offers them again (invariant 21).
    expect(await desk.comesDown("pull", { cursor: { ...cursor, epoch: "before the restore" } })).toBe(409);
    expect(await desk.drain(1)).toMatchObject([{ verdict: "applied" }]);
    const health = await home.app.inject("/api/health");
    expect(health.json()).toMatchObject({ protocol: first.protocol + ahead });
  }
}, 60_000);

test("[NV-5] an old desk that cannot pull drains its queue, although answers get lost and say what it does not know", async () => {
  const desks = await sendAll(first, newerAndLossy(await provinceOf(first.protocol + 3)));
  expect(desks.map((desk) => desk.queue)).toEqual(desks.map(() => []));
  const log = await logged();
  expect(log.map((line) => line.id)).toEqual(first.actions.map((action) => action.id));
  const hub = await deskOf(home, "sd-quanneng");
  const order = await hub.ask("POST", "/api/sync/orders", { protocol: 9, deviceId: hub.id, ids: [log[0]?.id] });
  expect(order.body).toMatchObject({ rows: [{ order: { state: "archived" } }] });
}, 60_000);

test("[NV-2] what is around the steps is adapted one protocol after another; what is signed never", async () => {
  const seen: number[] = [];
  const ask = await provinceOf(first.protocol + 9, {
    [first.protocol]: {
      push: ({ device, ...rest }) => {
        seen.push(first.protocol);
        return { ...rest, sender: device };
      },
    },
    [first.protocol + 1]: { pull: (body) => body },
    [first.protocol + 4]: {
      push: ({ sender, ...rest }) => {
        seen.push(first.protocol + 4);
        return { ...rest, deviceId: sender };
      },
    },
  });
  const spokenDifferently: AskProvince = (path, body, token) => {
    const { deviceId, ...rest } = body as Readonly<Record<string, unknown>>;
    return ask(path, path === "/api/sync/push" ? { ...rest, device: deviceId } : body, token);
  };
  const [device] = first.devices;
  if (!device) throw new Error("no device was recorded");
  const desk = new OldDesk(device, first.actions, spokenDifferently);
  await desk.signIn();
  const receipts = (await desk.drain(1)) as readonly Receipt[];
  expect(receipts).toMatchObject([{ verdict: "applied", code: null }]);
  expect(seen).toEqual([first.protocol, first.protocol + 4]);
}, 60_000);

test("[NV-1] desks work with processes of both ages on one database, from request to request, each step once", async () => {
  const renamed = ({ sender: deviceId, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, deviceId });
  const older = await provinceOf(first.protocol);
  const { province, filesFolder } = home;
  const limits = { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 };
  const app = await createApp({
    ...{ province, filesFolder, limits, webFolder: null, passwordCost: cheap, issuesCards: false },
    protocols: { current: first.protocol + 1, adapters: { [first.protocol]: { push: renamed } } },
  });
  onTestFinished(() => app.close());
  const newer = asking(app);
  let asked = 0;
  const either: AskProvince = (path, body, token) => {
    asked += 1;
    const { deviceId: sender, ...rest } = body as Readonly<Record<string, unknown>>;
    if (asked % 2 === 0) return older(path, body, token);
    return newer(path, path === "/api/sync/push" ? { ...rest, sender } : body, token);
  };
  const desks = await sendAll(first, either);
  expect(desks.map((desk) => desk.queue)).toEqual(desks.map(() => []));
  expect((await logged()).map((line) => line.id)).toEqual(first.actions.map((action) => action.id));
  expect((await logged()).filter((line) => line.verdict === "parked")).toEqual([]);
}, 60_000);

test("[NV-2] what an older desk tells of opened orders is adapted like what it asks", async () => {
  const ask = await provinceOf(first.protocol + 1, {
    [first.protocol]: { openings: ({ seen: openings, ...rest }) => ({ ...rest, openings }) },
  });
  const spokenDifferently: AskProvince = (path, body, token) => {
    const { openings, ...rest } = body as Readonly<Record<string, unknown>>;
    return ask(path, openings === undefined ? body : { ...rest, seen: openings }, token);
  };
  const [device] = first.devices;
  if (!device) throw new Error("no device was recorded");
  const desk = new OldDesk(device, first.actions, spokenDifferently);
  await desk.signIn();
  expect(await desk.comesDown("openings")).toBe(200);
}, 60_000);
