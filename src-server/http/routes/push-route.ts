import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import {
  pushAnswerSchema,
  pushRequestSchema,
  widestPush,
  type PushRequest,
} from "../../../src-shared/protocol/sync.ts";
import { adoptNamed } from "../../sync/adopt-files.ts";
import { receiveActions, type Sender } from "../../sync/receive-actions.ts";
import { actorReader } from "../../sync/read-actor.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";
import { takeOlder } from "../take-older.ts";
import type { Account } from "../session/account.ts";

/** One action may be long (a list of 500 names); more than this, compressed or not, is no honest batch. */
const bodyLimit = 1024 * 1024;

/** What travels up: a device's actions, answered with receipts (docs/spec/sync-server.md). */
export function pushRoute(app: App, services: Services): void {
  const { province, pushGate } = services;
  app.post(
    "/api/sync/push",
    {
      preValidation: takeOlder(services, "push"),
      preHandler: requireSession(services.sessions),
      bodyLimit,
      decompress: {},
      schema: {
        tags: ["sync"],
        summary: "Send actions; each is answered with its receipt, the same however often it is sent",
        body: pushRequestSchema,
        response: { 200: pushAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const account = signedIn(request);
      const { body } = request;
      if (body.epoch !== null && body.epoch !== province.epoch) return sendProblem(reply, "epoch-changed");
      if (!isOneDevice(body, account)) return sendProblem(reply, "bad-request");
      const delivery = { receivedAt: province.now(), actions: () => body.actions };
      const received = await pushGate.pass(() => receiveActions(province, senderOf(account), delivery));
      if (!received.ok) return sendProblem(reply, "busy", pushGate.comeBackMs());
      if (!received.value.ok) return sendProblem(reply, received.value.refusal);
      const { receipts, expected, lastHash } = received.value.value;
      const attaching = body.actions.filter(({ type }) => type === "attach");
      const named = attaching.flatMap(({ attachments }) => attachments);
      if (attaching.length > 0) services.inBackground(() => adoptNamed(province, services.blobs, named));
      const serverTime = province.now();
      const clockToken = province.clockTokens.mint(account.deviceId, serverTime);
      const end = expected === null ? {} : { lastHash };
      return {
        epoch: province.epoch,
        receipts: [...receipts],
        expected,
        ...end,
        takes: widestPush,
        serverTime,
        clockToken,
      };
    },
  );
}

function isOneDevice(body: PushRequest, account: Account): boolean {
  const isOwn = body.deviceId === account.deviceId;
  return isOwn && body.actions.every((action) => action.deviceId === account.deviceId);
}

function senderOf(account: Account): Sender {
  const { deviceId, userId } = account;
  return { deviceId, userId, readActor: actorReader(account) };
}
