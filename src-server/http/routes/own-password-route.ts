import { Type } from "typebox";

import { ownPasswordRequestSchema } from "../../../src-shared/protocol/administration.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { choosePassword } from "../administration/choose-password.ts";
import { byAddress } from "../plugins/guards.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import type { App, Services } from "../services.ts";
import { addressBlock } from "../session/address-block.ts";

/** Choosing one's own password, with the one that was given or the old one; it is counted like a sign-in. */
export function ownPasswordRoute(app: App, services: Services, perMinute: number): void {
  app.post(
    "/api/session/password",
    {
      schema: {
        tags: ["session"],
        summary: "Choose a password of one's own",
        body: ownPasswordRequestSchema,
        response: { 204: Type.Null(), default: problemSchema },
      },
      config: { rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: byAddress } },
    },
    async (request, reply) => {
      const done = await choosePassword(services, request.body, addressBlock(request.ip));
      if (done.ok) return reply.code(204).send(null);
      const { refusal } = done;
      return "retryAfterMs" in refusal
        ? sendProblem(reply, refusal.name, refusal.retryAfterMs)
        : sendProblem(reply, refusal.name);
    },
  );
}
