import type { FastifyReply, FastifyRequest } from "fastify";

import { asCurrent, isTooOld, type RequestName } from "../../src-shared/protocol/spoken-protocols.ts";
import { sendProblem } from "./plugins/problem-answers.ts";
import type { Services } from "./services.ts";

/**
 * What makes a request of an older protocol one of today's, before its shape is checked: a desk that is too old for what it
 * asks hears so, whatever its requests look like. Every desk may push.
 * @see docs/spec/versions.md NV-1, NV-2
 */
export function takeOlder(
  services: Pick<Services, "protocols" | "province">,
  name: RequestName,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  const { protocols, province } = services;
  return async (request, reply) => {
    const body = asCurrent(protocols, name, request.body);
    request.body = body;
    if (name === "push" || !isTooOld(protocols, protocolOf(body))) return undefined;
    // A restored province wants the steps again that it has lost, and this is the only way to say so.
    const isElsewhere = name === "pull" && epochOf(body) !== null && epochOf(body) !== province.epoch;
    return sendProblem(reply, isElsewhere ? "epoch-changed" : "protocol-too-old");
  };
}

/** What names no protocol is refused for its shape. */
function protocolOf(body: unknown): number {
  const protocol = memberOf(body, "protocol");
  return Number.isSafeInteger(protocol) ? Number(protocol) : Number.POSITIVE_INFINITY;
}

function epochOf(body: unknown): string | null {
  const epoch = memberOf(memberOf(body, "cursor"), "epoch");
  return typeof epoch === "string" ? epoch : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
