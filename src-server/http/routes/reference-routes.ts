import { Type } from "typebox";

import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { referenceSchema } from "../../../src-shared/protocol/reference.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";

const tags = ["sync"];

/** The reference in force, and the event stream that says when to pull. */
export function referenceRoutes(app: App, services: Services): void {
  const preHandler = requireSession(services.sessions);
  app.get(
    "/api/sync/reference",
    {
      preHandler,
      schema: {
        tags,
        summary: "Offices, calendar, policy, dictionaries, templates, colleagues",
        response: { 200: referenceSchema, 304: Type.Null(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const bundle = await services.reference.read();
      const etag = `"${bundle.version}"`;
      reply.header("etag", etag).header("cache-control", "private, no-cache");
      const given = (request.headers["if-none-match"] ?? "").replaceAll("W/", "");
      return given === etag ? reply.code(304).send(null) : bundle;
    },
  );

  app.get(
    "/api/sync/stream",
    {
      preHandler,
      compress: false,
      schema: {
        tags,
        summary: "Server-sent events: heads of the feed whenever they move",
        produces: ["text/event-stream"],
      },
    },
    async (request, reply) => {
      const stream = await services.streams.open(signedIn(request));
      reply.header("cache-control", "no-store").header("x-accel-buffering", "no");
      return reply.type("text/event-stream; charset=utf-8").send(stream);
    },
  );
}
