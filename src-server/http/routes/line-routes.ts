import { randomBytes } from "node:crypto";
import { Type } from "typebox";

import { lineSampleBytes, lineSampleSchema } from "../../../src-shared/protocol/line-sample.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { byAddress } from "../plugins/guards.ts";
import type { App } from "../services.ts";

const perMinute = { rateLimit: { max: 30, timeWindow: 60_000, keyGenerator: byAddress } };

/**
 * A small load each way, with which a desk measures its line. Random bytes, which nothing on the way can compress;
 * for anybody, since a line is also looked at when the session is over.
 * @see docs/spec/weak-line.md WK-4
 */
export function lineRoutes(app: App): void {
  app.get(
    "/api/line",
    { schema: { tags: ["public"], summary: "64 KB to measure a line by" }, compress: false, config: perMinute },
    async (_request, reply) => reply.type("application/octet-stream").send(randomBytes(lineSampleBytes)),
  );
  app.post(
    "/api/line",
    {
      bodyLimit: lineSampleBytes + 1024,
      schema: {
        tags: ["public"],
        summary: "Takes as much, and forgets it",
        body: lineSampleSchema,
        response: { 200: Type.Object({ received: Type.Integer() }), default: problemSchema },
      },
      config: perMinute,
    },
    async (request) => ({ received: request.body.filler.length }),
  );
}
