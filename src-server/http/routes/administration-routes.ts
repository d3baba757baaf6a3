import type { FastifyReply, FastifyRequest } from "fastify";

import { mayAdminister, type AdministrationTask } from "../../../src-shared/domain/permission/administration.ts";
import {
  auditCheckSchema,
  auditPageSchema,
  auditQuerySchema,
  previewRequestSchema,
  previewSchema,
  publishAnswerSchema,
  publishRequestSchema,
  userAnswerSchema,
  userListSchema,
  userRequestSchema,
  versionListSchema,
  versionQuerySchema,
} from "../../../src-shared/protocol/administration.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { readVersions } from "../../store/reference-store.ts";
import { checkAudit } from "../../sync/write-audit.ts";
import { administratorOf, auditActor } from "../administration/administrator.ts";
import { passwordAgain } from "../administration/password-again.ts";
import { changeAccount } from "../administration/change-account.ts";
import { preview } from "../administration/preview.ts";
import { publish } from "../administration/publish.ts";
import { listAccounts, readAudit, shownAccount } from "../administration/read-lists.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";

const tags = ["administration"];
/** A whole set of dictionaries is about 100 KB. */
const bodyLimit = 1024 * 1024;

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** What administrators do, each route behind a session and the right to its task (docs/spec/administration.md). */
export function administrationRoutes(app: App, services: Services): void {
  const session = requireSession(services.sessions);
  const behind = (task: AdministrationTask): Guard[] => [
    session,
    async (request, reply) =>
      mayAdminister(signedIn(request).roles, task) ? undefined : sendProblem(reply, "no-right"),
  ];
  userRoutes(app, services, behind("users"));
  versionRoute(app, services, behind("history"));
  publishingRoutes(app, services, behind("reference"));
  auditRoutes(app, services, behind("audit"));
}

function userRoutes(app: App, services: Services, preHandler: Guard[]): void {
  const { province, hashPassword, reference } = services;
  app.get(
    "/api/administration/users",
    {
      preHandler,
      schema: {
        tags,
        summary: "The accounts that one administers",
        response: { 200: userListSchema, default: problemSchema },
      },
    },
    async (request) => listAccounts(province, administratorOf(province, request)),
  );
  app.post(
    "/api/administration/users",
    {
      preHandler,
      schema: {
        tags,
        summary: "Create, disable, move or reset an account, or change its roles; asks for one's own password again",
        body: userRequestSchema,
        response: { 200: userAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { password, change } = request.body;
      const wrong = await passwordAgain(services, request, password);
      if (wrong !== null) return sendProblem(reply, wrong.name, wrong.retryAfterMs);
      const asked = { province, actor: auditActor(province, request), hash: hashPassword };
      const changed = await changeAccount(asked, change);
      if (!changed.ok) return sendProblem(reply, changed.refusal);
      reference.forget();
      const { user, oneTimePassword } = changed.value;
      return { user: shownAccount(user), oneTimePassword };
    },
  );
}

function versionRoute(app: App, services: Services, preHandler: Guard[]): void {
  const { province } = services;
  app.get(
    "/api/administration/versions",
    {
      preHandler,
      schema: {
        tags,
        summary: "Every version of a kind, the latest first",
        querystring: versionQuerySchema,
        response: { 200: versionListSchema, default: problemSchema },
      },
    },
    async (request) => {
      const rows = await readVersions(province.store.db, request.query.kind);
      const versions = rows.map(({ number, version, effectiveFrom, publishedAt, publishedByName, reason, hash }) => {
        return { number, version, effectiveFrom, publishedAt, publishedBy: publishedByName, reason, hash };
      });
      return { versions };
    },
  );
}

function publishingRoutes(app: App, services: Services, preHandler: Guard[]): void {
  const { province } = services;
  app.post(
    "/api/administration/preview",
    {
      preHandler,
      bodyLimit,
      schema: {
        tags,
        summary: "What a proposal would do to what is open; does nothing",
        body: previewRequestSchema,
        response: { 200: previewSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const seen = await preview(province, request.body.proposal);
      return seen.ok ? seen.value : sendProblem(reply, seen.refusal);
    },
  );
  app.post(
    "/api/administration/publish",
    {
      preHandler,
      bodyLimit,
      schema: {
        tags,
        summary: "Publish a new version of a calendar, policy, tree of offices, dictionaries or templates",
        body: publishRequestSchema,
        response: { 200: publishAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const done = await publish(province, auditActor(province, request), request.body);
      return done.ok ? done.value : sendProblem(reply, done.refusal);
    },
  );
}

function auditRoutes(app: App, services: Services, preHandler: Guard[]): void {
  const { province } = services;
  app.get(
    "/api/administration/audit",
    {
      preHandler,
      schema: {
        tags,
        summary: "What administrators did, the latest first",
        querystring: auditQuerySchema,
        response: { 200: auditPageSchema, default: problemSchema },
      },
    },
    async (request) => readAudit(province, request.query.before ?? null),
  );
  app.get(
    "/api/administration/audit/check",
    {
      preHandler,
      schema: {
        tags,
        summary: "Reads the whole chain of the audit again",
        response: { 200: auditCheckSchema, default: problemSchema },
      },
    },
    async () => checkAudit(province.store.db),
  );
}
