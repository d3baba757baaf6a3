import { Type } from "typebox";

import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import {
  profileSchema,
  refreshRequestSchema,
  sessionTokensSchema,
  signInAnswerSchema,
  signInRequestSchema,
} from "../../../src-shared/protocol/session.ts";
import { byAddress } from "../plugins/guards.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { addressBlock } from "../session/address-block.ts";
import { profileOf } from "../../sync/profile.ts";

const tags = ["session"];

/** Signing in, renewing, signing out (docs/spec/session.md). Tokens travel in bodies, never in cookies. */
export function sessionRoutes(app: App, services: Services, signInsPerMinute: number): void {
  signInRoute(app, services, signInsPerMinute);
  renewRoute(app, services);
  ownSessionRoutes(app, services);
}

function signInRoute(app: App, services: Services, perMinute: number): void {
  app.post(
    "/api/session",
    {
      schema: {
        tags,
        summary: "Sign in on a device",
        body: signInRequestSchema,
        response: { 200: signInAnswerSchema, default: problemSchema },
      },
      config: { rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: byAddress } },
    },
    async (request, reply) => {
      const answer = await services.sessions.signIn(request.body, addressBlock(request.ip));
      if (answer.ok) return answer.value;
      const { refusal } = answer;
      return sendProblem(reply, refusal.name, "retryAfterMs" in refusal ? refusal.retryAfterMs : undefined);
    },
  );
}

function renewRoute(app: App, services: Services): void {
  app.post(
    "/api/session/refresh",
    {
      schema: {
        tags,
        summary: "Renew a session: the refresh token is good once",
        body: refreshRequestSchema,
        response: { 200: sessionTokensSchema, default: problemSchema },
      },
      config: { rateLimit: { keyGenerator: byAddress } },
    },
    async (request, reply) => {
      const answer = await services.sessions.renew(request.body.refreshToken, request.body.deviceId);
      return answer.ok ? answer.value : sendProblem(reply, answer.refusal);
    },
  );
}

function ownSessionRoutes(app: App, services: Services): void {
  const preHandler = requireSession(services.sessions);
  app.delete(
    "/api/session",
    { preHandler, schema: { tags, summary: "Sign out", response: { 204: Type.Null(), default: problemSchema } } },
    async (request, reply) => {
      const { sessionId } = signedIn(request);
      await services.sessions.signOut(sessionId);
      services.streams.endSession(sessionId);
      return reply.code(204).send(null);
    },
  );

  const response = { 200: profileSchema, default: problemSchema };
  app.get("/api/session", { preHandler, schema: { tags, summary: "Who is signed in", response } }, async (request) => {
    const account = signedIn(request);
    return profileOf(services.province, { ...account, id: account.userId });
  });
}
