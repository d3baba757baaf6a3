import type { DeviceId } from "../../../src-shared/kernel/ids.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import {
  bootstrapAnswerSchema,
  bootstrapRequestSchema,
  pullAnswerSchema,
  pullRequestSchema,
} from "../../../src-shared/protocol/sync.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { writeEmptied } from "../../store/device-store.ts";
import { readBootstrap } from "../../sync/bootstrap.ts";
import { scopeReader } from "../../sync/read-actor.ts";
import { readFeed } from "../../sync/read-feed.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { takeOlder } from "../take-older.ts";
import type { Account } from "../session/account.ts";

const tags = ["sync"];

/** What travels down: changes, and everything (docs/spec/visibility.md). */
export function pullRoutes(app: App, services: Services): void {
  pullRoute(app, services);
  bootstrapRoute(app, services);
}

/** Why what travels down is refused before anything is read; null when it is not. */
export function pullRefusal(body: Readonly<{ deviceId: DeviceId }>, account: Account): ProblemName | null {
  return body.deviceId === account.deviceId ? null : "bad-request";
}

/** What every answer says besides: the time, signed, and which reference is in force. */
async function wordsOnTheWay(
  services: Services,
  deviceId: DeviceId,
): Promise<Readonly<{ referenceVersion: string; serverTime: number; clockToken: string }>> {
  const { version } = await services.reference.read();
  const serverTime = services.province.now();
  return {
    referenceVersion: version,
    serverTime,
    clockToken: services.province.clockTokens.mint(deviceId, serverTime),
  };
}

function pullRoute(app: App, services: Services): void {
  const { province, pullGate } = services;
  app.post(
    "/api/sync/pull",
    {
      preValidation: takeOlder(services, "pull"),
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "Changes since a cursor",
        body: pullRequestSchema,
        response: { 200: pullAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const account = signedIn(request);
      const refusal = pullRefusal(body, account);
      if (refusal) return sendProblem(reply, refusal);
      const asked = province.now();
      const page = await pullGate.pass(() => readFeed(province, scopeReader(account), body));
      if (!page.ok) return sendProblem(reply, "busy", pullGate.comeBackMs());
      if (!page.value.ok) return sendProblem(reply, page.value.refusal);
      // A desk pulls only while none of its steps waits: whatever it sends later was made after this moment.
      await writeEmptied(province.store.db, account.deviceId, asked);
      const { rows, ...rest } = page.value.value;
      return { rows: [...rows], ...rest, ...(await wordsOnTheWay(services, account.deviceId)) };
    },
  );
}

function bootstrapRoute(app: App, services: Services): void {
  const { province, pullGate } = services;
  app.post(
    "/api/sync/bootstrap",
    {
      preValidation: takeOlder(services, "bootstrap"),
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "Everything the account may see, a page at a time",
        body: bootstrapRequestSchema,
        response: { 200: bootstrapAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const account = signedIn(request);
      const refusal = pullRefusal(body, account);
      if (refusal) return sendProblem(reply, refusal);
      const page = await pullGate.pass(() => readBootstrap(province, scopeReader(account), body));
      if (!page.ok) return sendProblem(reply, "busy", pullGate.comeBackMs());
      if (!page.value.ok) return sendProblem(reply, page.value.refusal);
      return { ...page.value.value, ...(await wordsOnTheWay(services, account.deviceId)) };
    },
  );
}
