/**
 * Records what a desk of today's protocol sends, for the provinces to come: `node test/support/protocol-writer.ts`. What
 * was recorded before stays as it is; kinds of action that are new are added at the end of the hub's sequence.
 * @see docs/spec/versions.md NV-4
 */
import fc from "fast-check";
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { actionVersion } from "../../src-shared/actions/action.ts";
import { actionId, deviceId, orderId, userId, type OrderId } from "../../src-shared/kernel/ids.ts";
import { signedText, type ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { protocolVersion } from "../../src-shared/protocol/sync.ts";
import { demoUserId } from "../../src-server/jobs/demo-users.ts";
import { aHistory, later, stepOf } from "./random-steps.ts";
import {
  amends,
  answersHelp,
  asksHelp,
  attaches,
  notes,
  releasesHelp,
  stepsTo,
  storyAt,
  wagesCase,
} from "./order-steps.ts";
import { city, county, hub, idOf, otherCounty, Story, type Step } from "./orders.ts";
import { deskKinds, fileOf, password, type RecordedDevice, type RecordedProtocol } from "./recorded-protocol.ts";

const accounts: Readonly<Record<string, string>> = { [hub]: "sd-quanneng", [city]: "ta-shenhe", [county]: "taishan" };
const placeholder = { token: "", epoch: "", scopeHash: "" };

type Made = Readonly<{ type: string; payload: unknown; office: string }>;

/** The course of one order through three offices, as it is played by the real judge. */
function course(): readonly Made[] {
  const [first = notes(hub), ...rest] = stepsTo.archived;
  const asked: readonly Step[] = [
    first,
    amends(hub, { claim: { ...wagesCase.claim, evidence: "工资条、考勤表" } }),
    notes(hub),
    attaches(hub),
    ...rest,
  ];
  const story = new Story();
  return asked.map((step) => {
    const made = step(story);
    story.does(step);
    return { type: made.type, payload: made.payload, office: made.actor.office };
  });
}

/** A payload of every kind, as random lives of orders make them; always the same ones. */
function everyKind(): ReadonlyMap<string, unknown> {
  const helping = storyAt("handling").does(asksHelp(hub, otherCounty));
  const rare = [answersHelp(otherCounty), releasesHelp(hub, otherCounty)].map((step) => step(helping));
  const found = new Map<string, unknown>(rare.map(({ type, payload }) => [type, payload]));
  for (const history of fc.sample(aHistory, { seed: 12351, numRuns: 4000 })) {
    const story = new Story();
    for (const dice of history) {
      const step = stepOf(story, dice);
      const { type, payload } = step(story);
      if (!found.has(type)) found.set(type, payload);
      story.tries(step);
      story.at = later(story.at, dice);
    }
  }
  return found;
}

/** A key that belongs to nobody: made out of the name of the account. */
function keyOf(username: string): KeyObject {
  const seed = createHash("sha256").update(`recorded desk of ${username}`).digest();
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

const recordedAt = Date.parse("2026-02-12T10:00:00+08:00");

function newDevice(username: string, at: number): RecordedDevice {
  const id = deviceId(`00000000-0000-7000-8000-e${String(at).padStart(11, "0")}`);
  const publicKey = createPublicKey(keyOf(username)).export({ format: "jwk" }).x ?? "";
  const about = { protocol: protocolVersion, deviceId: id };
  const cursor = { epoch: placeholder.epoch, scopeHash: placeholder.scopeHash, versions: {} };
  return {
    username,
    deviceId: id,
    publicKey,
    requests: {
      signIn: { username, password, device: { id, publicKey, name: "值班室电脑" } },
      refresh: { refreshToken: placeholder.token, deviceId: id },
      push: { ...about, epoch: null, actions: [] },
      pull: { ...about, cursor, limit: 200 },
      bootstrap: { ...about, after: null, limit: 200 },
      audit: { ...about, cursor, detail: "whole", of: [] },
      orders: { ...about, ids: [idOf("action", 1)] },
      openings: { ...about, openings: [{ orderId: idOf("action", 1), version: 1, at: recordedAt }] },
    },
  };
}

function sealed(made: Made, order: OrderId, known: readonly ActionEnvelope[]): ActionEnvelope {
  const username = accounts[made.office] ?? "";
  const device = newDevice(username, Object.values(accounts).indexOf(username));
  const before = known.filter((one) => one.deviceId === device.deviceId).at(-1);
  const number = known.length + 1;
  const wallClock = recordedAt + number * 60_000;
  const unsigned = {
    id: actionId(idOf("action", number)),
    deviceId: deviceId(device.deviceId),
    userId: userId(demoUserId(username)),
    orderId: order,
    type: made.type,
    baseVersion: 0,
    actionVersion,
    payload: JSON.parse(JSON.stringify(made.payload)) as Record<string, unknown>,
    attachments: [],
    evidence: {
      token: "",
      bootId: "recorded",
      uptimeMs: number * 60_000,
      tokenUptimeMs: 0,
      tokenBootId: "recorded",
      wallClock,
      tokenWallClock: wallClock,
      counter: "machine" as const,
    },
    seq: (before?.seq ?? 0) + 1,
    previousHash: before === undefined ? "" : createHash("sha256").update(signedText(before)).digest("hex"),
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), keyOf(username)).toString("base64url");
  return { ...unsigned, signature };
}

function record(): RecordedProtocol {
  const file = fileOf(protocolVersion);
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RecordedProtocol) : null;
  const order = orderId(idOf("action", 1));
  const actions: ActionEnvelope[] = [...(kept?.actions ?? [])];
  if (kept === null) for (const made of course()) actions.push(sealed(made, order, actions));
  const known = new Set(actions.map((action) => action.type));
  const payloads = everyKind();
  for (const type of deskKinds.filter((one) => !known.has(one))) {
    const payload = payloads.get(type);
    if (payload === undefined)
      throw new Error(`no random history has made a ${type}: teach test/support/random-steps.ts`);
    actions.push(sealed({ type, payload, office: hub }, order, actions));
  }
  const devices = kept?.devices ?? Object.values(accounts).map(newDevice);
  return { protocol: protocolVersion, devices, actions };
}

writeFileSync(fileOf(protocolVersion), `${JSON.stringify(record(), null, 1)}\n`);
