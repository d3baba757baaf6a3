import type { FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import { Type } from "typebox";

import { administersAccount, mayAdminister } from "../../../src-shared/domain/permission/administration.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import { registerRequestSchema, revokeSetupSchema, setupRequestSchema } from "../../../src-shared/protocol/courier.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { findUser } from "../../store/user-store.ts";
import { administersNow } from "../../sync/administrator-now.ts";
import { prepareSetup, revokeSetup, type SetupAsked } from "../../sync/courier/prepare-setup.ts";
import { registerBySetup } from "../../sync/courier/register-by-setup.ts";
import { sealSetup } from "../../sync/courier/setup-packet.ts";
import type { Province } from "../../sync/province.ts";
import type { AuditActor } from "../../sync/write-audit.ts";
import { administratorOf, auditActor } from "../administration/administrator.ts";
import { passwordAgain } from "../administration/password-again.ts";
import { createGate } from "../gate.ts";
import { byAddress } from "../plugins/guards.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { addressBlock } from "../session/address-block.ts";

const tags = ["courier"];

/** Setup packets (安装包): made and revoked by who administers the account, used by the desk that opened one. */
export function setupRoutes(app: App, services: Services, perMinute: number): void {
  makeRoute(app, services);
  revokeRoute(app, services);
  registerRoute(app, services, perMinute);
}

/** Whether an account is somebody's to give a setup packet to: administered, and not the own one. */
async function isTheirs({ province }: Services, request: FastifyRequest, account: UserId): Promise<boolean> {
  const { roles, userId } = signedIn(request);
  if (!mayAdminister(roles, "users") || account === userId) return false;
  const user = await findUser(province.store.db, account);
  const office = user && province.rules.offices.find(user.office);
  return user && office ? administersAccount(administratorOf(province, request), { office, roles: user.roles }) : false;
}

function makeRoute(app: App, services: Services): void {
  const { province, reference } = services;
  // Locking a packet takes 64 MiB, as a password does.
  const gate = createGate({ width: 1, queue: 20 });
  app.post(
    "/api/courier/setups",
    {
      preHandler: requireSession(services.sessions),
      compress: false,
      schema: {
        tags,
        summary: "A setup packet for an account, locked with a code; asks for one's own password again",
        body: setupRequestSchema,
        response: { 200: Type.Unknown(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const { user, password, code } = request.body;
      if (!(await isTheirs(services, request, user))) return sendProblem(reply, "no-right");
      const wrong = await passwordAgain(services, request, password);
      if (wrong !== null) return sendProblem(reply, wrong.name, wrong.retryAfterMs);
      const made = await gate.pass(async () => {
        const setup = await prepareSetup(...asked(province, request, user));
        return setup.ok
          ? { ok: true as const, value: await sealSetup({ province, reference }, setup.value, code) }
          : setup;
      });
      if (!made.ok) return sendProblem(reply, "busy", gate.comeBackMs());
      if (!made.value.ok) return sendProblem(reply, made.value.refusal);
      return reply.type("application/octet-stream").send(Readable.from(made.value.value, { objectMode: false }));
    },
  );
}

function revokeRoute(app: App, services: Services): void {
  const { province } = services;
  app.post(
    "/api/courier/setups/revoke",
    {
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "Make an account's setup packet that nobody has used yet worth nothing",
        body: revokeSetupSchema,
        response: { 204: Type.Null(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const { user } = request.body;
      if (!(await isTheirs(services, request, user))) return sendProblem(reply, "no-right");
      const revoked = await revokeSetup(...asked(province, request, user));
      return revoked.ok ? reply.code(204).send(null) : sendProblem(reply, revoked.refusal);
    },
  );
}

/** What a setup packet is asked with: who asks must have the right to it still where it is written. */
function asked(
  province: Province,
  request: FastifyRequest,
  account: UserId,
): readonly [Province, AuditActor, SetupAsked] {
  const by = auditActor(province, request);
  return [province, by, { account, mayStill: (tx, user) => administersNow(tx, province, { userId: by.userId, user }) }];
}

function registerRoute(app: App, services: Services, perMinute: number): void {
  app.post(
    "/api/courier/registrations",
    {
      schema: {
        tags,
        summary: "Register a desk that was set up by a packet and has a line now; the proof is what was in the packet",
        body: registerRequestSchema,
        response: { 204: Type.Null(), default: problemSchema },
      },
      config: { rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: byAddress } },
    },
    async (request, reply) => {
      const { application, device } = request.body;
      const applicant = { ...device, application, address: addressBlock(request.ip), userId: null };
      const registered = await registerBySetup(services.province, applicant);
      return registered.ok ? reply.code(204).send(null) : sendProblem(reply, registered.refusal);
    },
  );
}
