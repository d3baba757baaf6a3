import { randomUUID } from "node:crypto";
import type { Logger } from "pino";

import { createGate } from "../../../src-server/http/gate.ts";
import { auditRoutes } from "../../../src-server/http/routes/audit-routes.ts";
import { openingsRoute } from "../../../src-server/http/routes/openings-route.ts";
import { pullRoutes } from "../../../src-server/http/routes/pull-routes.ts";
import { pushRoute } from "../../../src-server/http/routes/push-route.ts";
import { referenceRoutes } from "../../../src-server/http/routes/reference-routes.ts";
import { sessionRoutes } from "../../../src-server/http/routes/session-routes.ts";
import type { Services } from "../../../src-server/http/services.ts";
import { sessionDesk, type SessionDesk } from "../../../src-server/http/session/session-desk.ts";
import { streamDesk } from "../../../src-server/http/stream-desk.ts";
import { readOrMake } from "../../../src-server/store/meta-store.ts";
import type { SharedLocks } from "../../../src-server/store/shared-locks.ts";
import type { Heads, Store } from "../../../src-server/store/store.ts";
import { adoptAwaited } from "../../../src-server/sync/adopt-files.ts";
import { clockTokens } from "../../../src-server/sync/clock-token.ts";
import { readAllHeads } from "../../../src-server/store/visibility-store.ts";
import { headsBroadcast } from "../../../src-server/sync/heads-broadcast.ts";
import { judgeKnown, judgeParked } from "../../../src-server/sync/judge-parked.ts";
import { openOwnDevice } from "../../../src-server/sync/own-device.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { recentVersions } from "../../../src-server/sync/recent-versions.ts";
import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import { accept } from "../../../src-shared/kernel/result.ts";
import { spokenProtocols, type SpokenProtocols } from "../../../src-shared/protocol/spoken-protocols.ts";
import { hub } from "../../support/orders.ts";
import { defaultDuties, defaultKnowledge } from "../../support/resources.ts";
import { memoryExecutor, type Process } from "../store/executor.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import { buildOf } from "../versions/builds.ts";
import { readBy, spokenBy } from "../versions/protocols.ts";
import { theWorld } from "../world/world.ts";
import { simBlobs } from "./province-disk.ts";
import { RouteTable, type Answer, type Request } from "./route-table.ts";
import { simReference, simReferenceDesk } from "./sim-reference.ts";
import { simTokens } from "./sim-tokens.ts";
import { uploadDesk } from "./upload-desk.ts";

/** A running server: the product's own routes and all that lies below them, over the twin of its database. */
export type ServerProcess = Readonly<{
  process: Process;
  province: Province;
  answer: (request: Request) => Promise<Answer>;
  hear: (heads: Heads) => void;
}>;

export type Machinery = Readonly<{
  database: MemoryDatabase;
  tell: (from: Process, heads: Heads) => void;
  uploadLocks: (process: Process) => SharedLocks;
}>;

const knowledge = defaultKnowledge();
const duties = defaultDuties();

/** @param statementMs how long a statement typically takes: slow servers have many transactions open at once */
export function newProcess(name: string, statementMs = 1): Process {
  return {
    name,
    isDead: false,
    sleepsUntil: 0,
    pause: (typicalMs = statementMs) => theWorld().pause(theWorld().random.delay(typicalMs)),
  };
}

/** Starts a server process on the database. To be called as that process. */
export async function startServer(machinery: Machinery, process: Process): Promise<ServerProcess> {
  const listeners = new Set<(heads: Heads) => void>();
  const store: Store = {
    kind: "postgres",
    db: memoryExecutor(machinery.database, process),
    heads: {
      publish: async (heads) => machinery.tell(process, heads),
      subscribe: (listener) => void listeners.add(listener),
    },
    whileAlone: async (_, work) => work().then(() => true),
    uploadLocks: machinery.uploadLocks(process),
    close: async () => undefined,
  };
  const province = await openSimProvince(store);
  const build = buildOf(process);
  if (build !== null) {
    await judgeParked(province, `build ${build}`);
    repeat(() => judgeKnown(province));
  }
  const routes = new RouteTable(build === null ? undefined : (path, body) => readBy(build, path, body));
  const sessions = registerRoutes(routes, province, build === null ? spokenProtocols : spokenBy(build));
  const uploads = uploadDesk(province, sessions);
  repeat(() => adoptAwaited(province, simBlobs));
  return {
    process,
    province,
    answer: (request) => (request.upload === undefined ? routes.answer(request) : uploads(request)),
    hear: (heads) => listeners.forEach((listener) => listener(heads)),
  };
}

/** As the jobs of src-server/app.ts and of file-routes.ts, which say and judge what a crash or an update left open. */
function repeat(work: () => Promise<unknown>): void {
  const again = (): void => void theWorld().after(10 * minuteMs, () => repeat(work));
  work().then(again, again);
}

/** As src-server/sync/open-province.ts makes one, with the shipped rules in place of what administrators publish. */
async function openSimProvince(store: Store): Promise<Province> {
  const { rules, offices, dictionaries, templates } = simReference.current();
  const now = (): number => theWorld().now();
  return {
    store,
    now,
    log: silent,
    reference: simReference,
    rules,
    offices,
    dictionaries,
    templates,
    knowledge,
    duties,
    epoch: await readOrMake(store.db, "epoch", randomUUID),
    clockTokens: clockTokens(await readOrMake(store.db, "clock-token-key", randomUUID)),
    broadcast: headsBroadcast({ channel: store.heads, readAll: () => readAllHeads(store.db), log: silent }),
    recent: recentVersions(),
    ownDevice: await openOwnDevice(store, hub, now()),
    courier: noCourier,
  };
}

/** No packets travel here; the public keys are always the same, for they are part of the reference and its version. */
const noCourier = {
  keys: { exchange: "A".repeat(43), signing: "B".repeat(43) },
  name: "simulated",
  answerKey: "simulated",
} as unknown as Province["courier"];

/** Keeps what the province says of itself as an error, for the trace; says nothing else. */
const silent = {
  error: (_: unknown, text: string) => theWorld().note(`log: ${text}`),
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
} as unknown as Logger;

const simGate = { chance: () => theWorld().random.next(), now: () => theWorld().now() };

function registerRoutes(routes: RouteTable, province: Province, protocols: SpokenProtocols): SessionDesk {
  const passwords = {
    hash: async (password: string) => password,
    verify: async (password: string, kept: string | null) => accept(password === kept),
    comeBackMs: () => 0,
  };
  const sessions = sessionDesk({ province, passwords, tokens: simTokens });
  const services: Services = {
    province,
    reference: simReferenceDesk,
    sessions,
    hashPassword: passwords.hash,
    streams: streamDesk(province, sessions),
    pushGate: createGate({ width: 4, queue: 8 }, simGate),
    pullGate: createGate({ width: 4, queue: 8 }, simGate),
    protocols,
    blobs: simBlobs,
    filesFolder: "",
    inBackground: (work) => void work().catch(() => undefined),
  };
  const { app } = routes;
  pushRoute(app, services);
  pullRoutes(app, services);
  auditRoutes(app, services);
  openingsRoute(app, services);
  referenceRoutes(app, services);
  sessionRoutes(app, services, 1000);
  return sessions;
}
