import { randomUUID } from "node:crypto";
import type { Logger } from "pino";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { keepOrderShape } from "../projection/keep-order-shape.ts";
import { readOrMake } from "../store/meta-store.ts";
import type { Resources } from "../store/read-resources.ts";
import type { Store } from "../store/store.ts";
import { readAllHeads } from "../store/visibility-store.ts";
import { clockTokens } from "./clock-token.ts";
import { openProvinceCourier } from "./courier/courier-keys.ts";
import { headsBroadcast } from "./heads-broadcast.ts";
import { openLiveReference } from "./live-reference.ts";
import { newSecret } from "./new-secret.ts";
import { openOwnDevice } from "./own-device.ts";
import type { Province } from "./province.ts";
import { recentVersions } from "./recent-versions.ts";

export type Opening = Readonly<{
  store: Store;
  resources: Resources;
  now: () => Instant;
  log: Logger;
}>;

/** Makes a province out of an open database: what is published is read, epoch and keys are read or made. */
export async function openProvince(opening: Opening): Promise<Province> {
  const { store, resources, now, log } = opening;
  const reference = await openLiveReference(store, resources, now);
  await keepOrderShape(store, log);
  return {
    store,
    now,
    log,
    reference,
    get rules() {
      return reference.current().rules;
    },
    get offices() {
      return reference.current().offices;
    },
    get dictionaries() {
      return reference.current().dictionaries;
    },
    get templates() {
      return reference.current().templates;
    },
    knowledge: resources.knowledge,
    duties: resources.duties,
    epoch: await readOrMake(store.db, "epoch", randomUUID),
    clockTokens: clockTokens(await readOrMake(store.db, "clock-token-key", newSecret)),
    broadcast: headsBroadcast({ channel: store.heads, readAll: () => readAllHeads(store.db), log }),
    recent: recentVersions(),
    ownDevice: await openOwnDevice(store, reference.current().rules.offices.hub, now()),
    courier: await openProvinceCourier(store.db),
  };
}
