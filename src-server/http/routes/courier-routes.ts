import path from "node:path";
import { Readable } from "node:stream";
import { Type } from "typebox";

import { hourMs } from "../../../src-shared/kernel/instant.ts";
import {
  answerRequestSchema,
  importPacketSchema,
  packetArrivalSchema,
  packetPieceAnswerSchema,
  packetPieceBytes,
  packetPieceQuerySchema,
  packetPlaceSchema,
} from "../../../src-shared/protocol/courier.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { startJob } from "../../jobs/job-loop.ts";
import { packetShelf, type PacketShelf } from "../../store/packet-shelf.ts";
import { readAnswerToken } from "../../sync/courier/answer-token.ts";
import { makeReturn } from "../../sync/courier/return-packet.ts";
import { takePacket } from "../../sync/courier/take-packet.ts";
import { createGate } from "../gate.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";

const tags = ["courier"];
const bodyLimit = packetPieceBytes + 1024;

/**
 * Courier packets (离线包): any terminal with a line brings a packet of an office that has none, in pieces, has it
 * imported, and takes the return packet along (docs/spec/courier.md).
 */
export function courierRoutes(app: App, services: Services): void {
  const shelf = packetShelf(path.join(services.filesFolder, "packets"));
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer", bodyLimit }, (_request, body, done) => {
    done(null, body);
  });
  pieceRoute(app, services, shelf);
  importRoute(app, services, shelf);
  answerRoute(app, services);
  const stop = startJob({ name: "clear-packets", everyMs: hourMs, work: shelf.clear }, services.province.log);
  app.addHook("onClose", stop);
}

function pieceRoute(app: App, services: Services, shelf: PacketShelf): void {
  app.put(
    "/api/courier/packets/:id",
    {
      preHandler: requireSession(services.sessions),
      bodyLimit,
      schema: {
        tags,
        summary: "Bring a piece of a packet; answers how much is there, where the next piece begins",
        consumes: ["application/octet-stream"],
        params: packetPlaceSchema,
        querystring: packetPieceQuerySchema,
        response: { 200: packetPieceAnswerSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      if (!Buffer.isBuffer(body)) return sendProblem(reply, "bad-request");
      const name = { owner: signedIn(request).userId, id: request.params.id };
      const received = await shelf.write(name, request.query.at, body);
      return received === null ? sendProblem(reply, "packet-too-large") : { received };
    },
  );
}

function importRoute(app: App, services: Services, shelf: PacketShelf): void {
  const { province, blobs } = services;
  // Checking a packet keeps a processor busy: two at a time leave room for those who have a line.
  const gate = createGate({ width: 2, queue: 20 });
  app.post(
    "/api/courier/packets/:id",
    {
      preHandler: requireSession(services.sessions),
      schema: {
        tags,
        summary: "Import a packet that was brought; the same, however often it is asked",
        params: packetPlaceSchema,
        body: importPacketSchema,
        response: { 200: packetArrivalSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const name = { owner: signedIn(request).userId, id: request.params.id };
      if ((await shelf.size(name)) !== request.body.size) return sendProblem(reply, "not-found");
      const arrival = await gate.pass(() => takePacket({ province, blobs }, shelf.place(name)));
      if (!arrival.ok) return sendProblem(reply, "busy", gate.comeBackMs());
      // One that was taken stays for its day: a sender whose answer was lost asks again without bringing it again.
      if (arrival.value.ok) return arrival.value.value;
      await shelf.drop(name);
      return sendProblem(reply, arrival.value.refusal);
    },
  );
}

function answerRoute(app: App, services: Services): void {
  const { province, reference } = services;
  app.post(
    "/api/courier/answers",
    {
      preHandler: requireSession(services.sessions),
      compress: false,
      schema: {
        tags,
        summary: "The return packet for an imported one: receipts and orders, for the eyes of its desk alone",
        body: answerRequestSchema,
        response: { 200: Type.Unknown(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const asked = readAnswerToken(province.courier.answerKey, request.body.answer);
      if (asked === null) return sendProblem(reply, "bad-request");
      const packet = await makeReturn({ province, reference }, asked);
      if (!packet.ok) return sendProblem(reply, packet.refusal);
      return reply.type("application/octet-stream").send(Readable.from(packet.value, { objectMode: false }));
    },
  );
}
