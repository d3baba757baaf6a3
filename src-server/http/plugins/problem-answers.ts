import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

import {
  problemCode,
  problemKinds,
  type Problem,
  type ProblemName,
} from "../../../src-shared/protocol/problem-code.ts";
import { isDatabaseAway, isDiskFull, withoutValues } from "../../store/database-fault.ts";

/** The problem as every error answer of the province looks. */
export function problemOf(name: ProblemName, requestId: string, retryAfterMs?: number): Problem {
  const { status, meaning, next } = problemKinds[name];
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { name, code: problemCode(name), status, title: meaning, next, requestId, ...wait };
}

/** Answers with a problem. With `retryAfterMs` the answer also says when to come back. */
export function sendProblem(reply: FastifyReply, name: ProblemName, retryAfterMs?: number): FastifyReply {
  const problem = problemOf(name, reply.request.id, retryAfterMs);
  if (retryAfterMs !== undefined) reply.header("retry-after", Math.max(1, Math.ceil(retryAfterMs / 1000)));
  // A body that is text already: the route's own answer has another shape than a problem.
  return reply
    .code(problem.status)
    .type("application/problem+json; charset=utf-8")
    .serializer((text: unknown) => String(text))
    .send(JSON.stringify(problem));
}

/**
 * After these, when to come again, ms: a database that is away is away for all, who must not come back together. Whoever
 * asks too often is told by the limit itself until when.
 */
function comeBackMs(name: ProblemName, reply: FastifyReply): number | undefined {
  if (name === "busy") return 2_000 + Math.floor(Math.random() * 8_000);
  if (name !== "too-many-requests") return undefined;
  const seconds = Number(reply.getHeader("retry-after"));
  return seconds > 0 ? seconds * 1000 : 10_000;
}

/**
 * The last resort for everything thrown: a problem, a line in the log, and never a stack in the answer. What breaks off
 * because the sender has hung up is nobody's fault: on weak lines it happens all day.
 * @see docs/spec/sync-server.md SV-30, SV-38
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const name = problemNameOf(error);
  const hungUp = error.code === "ERR_STREAM_PREMATURE_CLOSE" && request.raw.socket.destroyed;
  if ((name === "unexpected" && !hungUp) || name === "disk-full")
    request.log.error({ err: withoutValues(error) }, name);
  else if (name === "busy") request.log.warn({ err: withoutValues(error) }, "the database is away");
  else request.log.debug({ err: withoutValues(error) }, name);
  return sendProblem(reply, name, comeBackMs(name, reply));
}

function problemNameOf(error: FastifyError): ProblemName {
  if (isDiskFull(error)) return "disk-full";
  if (isDatabaseAway(error)) return "busy";
  if (error.validation) return "bad-request";
  const status = error.statusCode ?? 500;
  if (status === 429) return "too-many-requests";
  if (status === 404) return "not-found";
  return status >= 400 && status < 500 ? "bad-request" : "unexpected";
}
