import type { Logger } from "pino";

import type { Rules } from "../../src-shared/domain/decision.ts";
import type { Dictionaries } from "../../src-shared/domain/reference/dictionary.ts";
import type { Office } from "../../src-shared/domain/reference/office.ts";
import type { Duties } from "../../src-shared/domain/reference/duties.ts";
import type { Knowledge } from "../../src-shared/domain/reference/knowledge.ts";
import type { Templates } from "../../src-shared/domain/reference/template.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Store } from "../store/store.ts";
import type { ProvinceCourier } from "./courier/courier-keys.ts";
import type { ClockTokens } from "./clock-token.ts";
import type { LiveReference } from "./live-reference.ts";
import type { HeadsBroadcast } from "./heads-broadcast.ts";
import type { OwnDevice } from "./own-device.ts";
import type { RecentVersions } from "./recent-versions.ts";

/** What every part of the province works with. */
export type Province = Readonly<{
  store: Store;
  now: () => Instant;
  log: Logger;
  /** changes when the database is restored from a backup: clients then offer their journal again */
  epoch: string;
  reference: LiveReference;
  /** of the versions in force at this moment, like the three below */
  rules: Rules;
  offices: readonly Office[];
  dictionaries: Dictionaries;
  templates: Templates;
  knowledge: Knowledge;
  duties: Duties;
  clockTokens: ClockTokens;
  broadcast: HeadsBroadcast;
  recent: RecentVersions;
  ownDevice: OwnDevice;
  courier: ProvinceCourier;
}>;
