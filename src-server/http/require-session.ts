import type { FastifyReply, FastifyRequest } from "fastify";

import { invariant } from "../../src-shared/kernel/invariant.ts";
import { sendProblem } from "./plugins/problem-answers.ts";
import type { Account } from "./session/account.ts";
import type { SessionDesk } from "./session/session-desk.ts";

declare module "fastify" {
  interface FastifyRequest {
    account: Account | null;
  }
}

/** The access token that a request carries, whatever it is worth. */
export function bearerToken(request: FastifyRequest): string | null {
  const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && token !== "" ? token : null;
}

/** A pre-handler that lets only signed-in requests through and puts who they are on the request. */
export function requireSession(
  sessions: SessionDesk,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  return async (request, reply) => {
    const token = bearerToken(request);
    if (token === null) return sendProblem(reply, "signed-out");
    const account = await sessions.readAccount(token);
    if (!account.ok) return sendProblem(reply, account.refusal);
    request.account = account.value;
    return undefined;
  };
}

/** Who the request comes from, in a route behind `requireSession`. */
export function signedIn(request: FastifyRequest): Account {
  invariant(request.account, "the route asks for a session first");
  return request.account;
}
