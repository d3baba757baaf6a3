import type { FastifyReply, FastifyRequest } from "fastify";

import * as original from "../../../src-server/http/routes/push-route.ts";
import { sendProblem } from "../../../src-server/http/plugins/problem-answers.ts";
import type { App, Services } from "../../../src-server/http/services.ts";
import { isTooOld } from "../../../src-shared/protocol/spoken-protocols.ts";
import type { PushRequest } from "../../../src-shared/protocol/sync.ts";
import { sabotage } from "./sabotage.ts";

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The mistake: what a desk sends that is too old to be told of orders is refused, or answered and not kept. */
export function pushRoute(app: App, services: Services): void {
  const post = (path: string, options: object, handler: Handler): void => {
    const mistaken: Handler = async (request, reply) => {
      const asked = request.body as PushRequest;
      if (!isTooOld(services.protocols, asked.protocol)) return handler(request, reply);
      return sabotage.mutant === "old-push-refused"
        ? sendProblem(reply, "protocol-too-old")
        : answerTo(asked, services);
    };
    Reflect.apply(app.post, app, [path, options, mistaken]);
  };
  original.pushRoute({ ...app, post } as unknown as App, services);
}

function answerTo({ actions, deviceId }: PushRequest, { province }: Services): object {
  const now = province.now();
  const receipts = actions.map(({ id: actionId, seq, orderId }) => ({
    ...{ actionId, seq, orderId, verdict: "applied", code: null, orderVersion: null, orderNumber: null },
    ...{ number: 1, receivedAt: now, effectiveAt: now, grade: "C", hash: "" },
  }));
  const clockToken = province.clockTokens.mint(deviceId, now);
  return { epoch: province.epoch, receipts, expected: null, serverTime: now, clockToken };
}
