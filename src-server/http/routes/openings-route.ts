import { openingsAnswerSchema, openingsRequestSchema } from "../../../src-shared/protocol/openings.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { scopeReader } from "../../sync/read-actor.ts";
import { takeOpenings } from "../../sync/take-openings.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { takeOlder } from "../take-older.ts";
import { pullRefusal } from "./pull-routes.ts";

/** Where desks tell which orders were opened (docs/spec/receipts.md). */
export function openingsRoute(app: App, services: Services): void {
  const { province, pushGate } = services;
  app.post(
    "/api/sync/openings",
    {
      preValidation: takeOlder(services, "openings"),
      preHandler: requireSession(services.sessions),
      schema: {
        tags: ["sync"],
        summary: "Orders that somebody of the account's office had open",
        body: openingsRequestSchema,
        response: { 200: openingsAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const account = signedIn(request);
      const refusal = pullRefusal(body, account);
      if (refusal) return sendProblem(reply, refusal);
      const told = await pushGate.pass(() => takeOpenings(province, scopeReader(account), body.openings));
      if (!told.ok) return sendProblem(reply, "busy", pushGate.comeBackMs());
      if (!told.value.ok) return sendProblem(reply, told.value.refusal);
      const serverTime = province.now();
      return { serverTime, clockToken: province.clockTokens.mint(account.deviceId, serverTime) };
    },
  );
}
