import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import {
  auditAnswerSchema,
  auditRequestSchema,
  ordersAnswerSchema,
  ordersRequestSchema,
} from "../../../src-shared/protocol/sync.ts";
import { readAudit, readSingleOrders } from "../../sync/read-audit.ts";
import { scopeReader } from "../../sync/read-actor.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { takeOlder } from "../take-older.ts";
import { pullRefusal } from "./pull-routes.ts";

const tags = ["sync"];

/** How a desk makes sure that its copy is the province's, and mends it (docs/spec/digest.md). */
export function auditRoutes(app: App, services: Services): void {
  auditRoute(app, services);
  ordersRoute(app, services);
}

function clockWords({ province }: Services, account: ReturnType<typeof signedIn>) {
  const serverTime = province.now();
  return { serverTime, clockToken: province.clockTokens.mint(account.deviceId, serverTime) };
}

function auditRoute(app: App, services: Services): void {
  const { province, pullGate } = services;
  app.post(
    "/api/sync/audit",
    {
      preValidation: takeOlder(services, "audit"),
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "What the account's scope adds up to, to be compared with a copy",
        body: auditRequestSchema,
        response: { 200: auditAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const account = signedIn(request);
      const refusal = pullRefusal(body, account);
      if (refusal) return sendProblem(reply, refusal);
      const page = await pullGate.pass(() => readAudit(province, scopeReader(account), body));
      if (!page.ok) return sendProblem(reply, "busy", pullGate.comeBackMs());
      if (!page.value.ok) return sendProblem(reply, page.value.refusal);
      return { ...page.value.value, ...clockWords(services, account) };
    },
  );
}

function ordersRoute(app: App, services: Services): void {
  const { province, pullGate } = services;
  app.post(
    "/api/sync/orders",
    {
      preValidation: takeOlder(services, "orders"),
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "Single orders as they are now",
        body: ordersRequestSchema,
        response: { 200: ordersAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const account = signedIn(request);
      const refusal = pullRefusal(body, account);
      if (refusal) return sendProblem(reply, refusal);
      const read = await pullGate.pass(() => readSingleOrders(province, scopeReader(account), body.ids));
      if (!read.ok) return sendProblem(reply, "busy", pullGate.comeBackMs());
      if (!read.value.ok) return sendProblem(reply, read.value.refusal);
      return { ...read.value.value, ...clockWords(services, account) };
    },
  );
}
