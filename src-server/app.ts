import swagger from "@fastify/swagger";
import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import { randomBytes } from "node:crypto";
import path from "node:path";
import fastify, { LogController, type FastifyBaseLogger } from "fastify";

import { spokenProtocols, type SpokenProtocols } from "../src-shared/protocol/spoken-protocols.ts";
import { blobStore } from "./store/blob-store.ts";
import { readOrMake } from "./store/meta-store.ts";
import { keepCards } from "./http/keep-cards.ts";
import { describeSteps } from "./http/describe-steps.ts";
import { createGate, type Gate } from "./http/gate.ts";
import { addGuards, type Limits } from "./http/plugins/guards.ts";
import { answerError } from "./http/plugins/problem-answers.ts";
import { readJson } from "./http/plugins/read-json.ts";
import { serveWebDesk } from "./http/plugins/web-desk.ts";
import { administrationRoutes } from "./http/routes/administration-routes.ts";
import { courierRoutes } from "./http/routes/courier-routes.ts";
import { auditRoutes } from "./http/routes/audit-routes.ts";
import { fileRoutes } from "./http/routes/file-routes.ts";
import { openingsRoute } from "./http/routes/openings-route.ts";
import { ownPasswordRoute } from "./http/routes/own-password-route.ts";
import { lineRoutes } from "./http/routes/line-routes.ts";
import { publicRoutes, type DemoHint } from "./http/routes/public-routes.ts";
import { pullRoutes } from "./http/routes/pull-routes.ts";
import { pushRoute } from "./http/routes/push-route.ts";
import { referenceRoutes } from "./http/routes/reference-routes.ts";
import { setupRoutes } from "./http/routes/setup-routes.ts";
import { sessionRoutes } from "./http/routes/session-routes.ts";
import type { App, Services } from "./http/services.ts";
import { passwords, type PasswordCost } from "./http/session/passwords.ts";
import { sessionDesk } from "./http/session/session-desk.ts";
import { tokens } from "./http/session/tokens.ts";
import { streamDesk } from "./http/stream-desk.ts";
import { version } from "./http/version.ts";
import { startJob } from "./jobs/job-loop.ts";
import { withoutValues } from "./store/database-fault.ts";
import { newKey } from "./sync/own-device.ts";
import { newSecret } from "./sync/new-secret.ts";
import { referenceDesk } from "./sync/publish-reference.ts";
import { judgeKnown } from "./sync/judge-parked.ts";
import type { Province } from "./sync/province.ts";

export type AppOptions = Readonly<{
  province: Province;
  filesFolder: string;
  webFolder: string | null;
  passwordCost: PasswordCost;
  limits: Limits;
  heartbeatMs?: number;
  /** false where a test looks after the cards itself */
  issuesCards?: boolean;
  demo?: DemoHint;
  /** other protocols than this build's own: a test stands in the years to come */
  protocols?: SpokenProtocols;
  /** other gates than the usual ones: a test counts who passes */
  gates?: Readonly<{ push: Gate; pull: Gate }>;
}>;

/** A version that another process published, or whose day has come, is in force so soon at the latest. */
const followReferenceMs = 5000;

/** Heads that another process moved without a word are told to the streams so soon at the latest. */
const followHeadsMs = 5000;

/** What an older process parks while the province is updated process by process is judged so soon at the latest. */
const judgeKnownMs = 10 * 60_000;

/** What a production server allows; tests raise it. */
export const usualLimits: Limits = { requestsPerMinute: 1200, signInsPerMinute: 120 };

/** The province as an HTTP server that does not listen yet. */
export async function createApp(options: AppOptions): Promise<App> {
  const { province } = options;
  const services = await createServices(options);
  const loggerInstance: FastifyBaseLogger = province.log;
  const app: App = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: "idle",
    // A proxy in front on the same machine tells whom it speaks for; nobody else is believed.
    trustProxy: "loopback",
    bodyLimit: 256 * 1024,
    requestTimeout: 120_000,
    genReqId: () => randomBytes(8).toString("hex"),
    return503OnClosing: true,
    // An address that is no text never comes to a route, nor to the error handler.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Response schemas describe; they must not cut members that a newer order has.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.decorateRequest("account", null);
  readJson(app);
  await addGuards(app, options.limits, services.sessions);
  const info = { title: "Lianxinqiao 连心桥", version };
  await app.register(swagger, { openapi: { openapi: "3.1.0", info, components: { schemas: describeSteps() } } });
  app.after(() => addRoutes(app, services, options));
  if (options.issuesCards !== false) keepCards(app, province);
  await serveWebDesk(app, options.webFolder);
  app.addHook("preClose", async () => services.streams.endAll());
  const work = (): Promise<unknown> => province.reference.refresh();
  app.addHook("onClose", startJob({ name: "follow-reference", everyMs: followReferenceMs, work }, province.log));
  const look = (): Promise<void> => province.broadcast.lookAgain();
  app.addHook("onClose", startJob({ name: "follow-heads", everyMs: followHeadsMs, work: look }, province.log));
  const judge = (): Promise<void> => judgeKnown(province);
  app.addHook("onClose", startJob({ name: "judge-parked", everyMs: judgeKnownMs, work: judge }, province.log));
  return app;
}

function addRoutes(app: App, services: Services, options: AppOptions): void {
  publicRoutes(app, services, options.demo);
  lineRoutes(app);
  sessionRoutes(app, services, options.limits.signInsPerMinute);
  pushRoute(app, services);
  pullRoutes(app, services);
  auditRoutes(app, services);
  openingsRoute(app, services);
  referenceRoutes(app, services);
  administrationRoutes(app, services);
  ownPasswordRoute(app, services, options.limits.signInsPerMinute);
  fileRoutes(app, services);
  courierRoutes(app, services);
  setupRoutes(app, services, options.limits.signInsPerMinute);
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}

async function createServices(options: AppOptions): Promise<Services> {
  const { province } = options;
  const { db } = province.store;
  const signingKey = await readOrMake(db, "access-token-key", newKey);
  const refreshKey = await readOrMake(db, "refresh-token-key", newSecret);
  const keptPasswords = passwords(options.passwordCost);
  const sessions = sessionDesk({
    province,
    passwords: keptPasswords,
    tokens: tokens(signingKey, refreshKey),
  });
  return {
    province,
    sessions,
    hashPassword: keptPasswords.hash,
    reference: referenceDesk(province),
    streams: streamDesk(province, sessions, options.heartbeatMs),
    protocols: options.protocols ?? spokenProtocols,
    pushGate: options.gates?.push ?? createGate({ width: 8, queue: 200 }),
    pullGate: options.gates?.pull ?? createGate({ width: 8, queue: 200 }),
    blobs: blobStore(path.join(options.filesFolder, "blobs")),
    filesFolder: options.filesFolder,
    inBackground: (work) => {
      work().catch((error: unknown) => province.log.error({ err: withoutValues(error) }, "background work failed"));
    },
  };
}
