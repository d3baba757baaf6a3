import { randomBytes, randomUUID } from "node:crypto";
import type { Logger } from "pino";

import type { Rules } from "../../src-shared/domain/decision.ts";
import type { Office } from "../../src-shared/domain/reference/office.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { keepOrderShape } from "../projection/keep-order-shape.ts";
import { readOrMake } from "../store/meta-store.ts";
import { publishOffices, readOffices } from "../store/office-store.ts";
import type { Resources } from "../store/read-resources.ts";
import type { Store } from "../store/store.ts";
import { clockTokens } from "./clock-token.ts";
import { headsBroadcast } from "./heads-broadcast.ts";
import { openOwnDevice } from "./own-device.ts";
import type { Province } from "./province.ts";

export type Opening = Readonly<{
  store: Store;
  resources: Resources;
  now: () => Instant;
  log: Logger;
}>;

/** Makes a province out of an open database: offices published, epoch and keys read or made. */
export async function openProvince(opening: Opening): Promise<Province> {
  const { store, resources, now, log } = opening;
  await publishOffices(store.db, resources.officeList.offices);
  const offices = await readOffices(store.db);
  await keepOrderShape(store, log);
  const rules = rulesOf(resources, offices);
  return {
    store,
    now,
    log,
    rules,
    offices,
    epoch: await readOrMake(store.db, "epoch", randomUUID),
    dictionaries: resources.dictionaries,
    templates: resources.templates,
    clockTokens: clockTokens(await readOrMake(store.db, "clock-token-key", newSecret)),
    broadcast: headsBroadcast(store.heads, log),
    ownDevice: await openOwnDevice(store, rules.offices.hub, now()),
  };
}

/** 256 random bits as text. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function rulesOf(resources: Resources, offices: readonly Office[]): Rules {
  const byId = new Map(offices.map((office) => [office.id, office]));
  const hub = offices.find((office) => office.parentId === null);
  invariant(hub, "the office tree has a root");
  const { calendar, policy } = resources;
  return { calendar, policy, offices: { find: (id) => byId.get(id), hub: hub.id } };
}
