import { Type, type Static } from "typebox";

import { explainDeadline } from "../../../src-shared/calendar/explain.ts";
import { parseLimit } from "../../../src-shared/calendar/limit.ts";
import { isDay, startOfDay, toChinaIso } from "../../../src-shared/kernel/instant.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { protocolVersion } from "../../../src-shared/protocol/sync.ts";
import { version } from "../version.ts";
import { byAddress } from "../plugins/guards.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import type { App, Services } from "../services.ts";

const healthSchema = Type.Object({
  ok: Type.Boolean(),
  version: Type.String(),
  database: Type.Enum(["pglite", "postgres"]),
  protocol: Type.Integer(),
  /** Only in a demonstration, which listens on this machine alone: the accounts to try it with. */
  demo: Type.Optional(
    Type.Object({
      password: Type.String(),
      accounts: Type.Array(Type.Object({ username: Type.String(), words: Type.String() })),
    }),
  ),
});
export type DemoHint = NonNullable<Static<typeof healthSchema>["demo"]>;

const explanationSchema = Type.Object({
  due: Type.String(),
  days: Type.Array(Type.Object({ date: Type.String(), counted: Type.Boolean(), reason: Type.String() })),
  provisional: Type.Boolean(),
  calendarVersion: Type.String(),
});

/** What anybody may ask: whether the province lives, and how it counts days. */
export function publicRoutes(app: App, services: Services, demo: DemoHint | undefined): void {
  const { province } = services;
  app.get(
    "/api/health",
    {
      schema: { tags: ["public"], summary: "Whether the province lives", response: { 200: healthSchema } },
      config: { rateLimit: { keyGenerator: byAddress } },
    },
    async () => {
      const health = { ok: true, version, database: province.store.kind, protocol: protocolVersion };
      return demo ? { ...health, demo } : health;
    },
  );

  app.get(
    "/api/calendar/explain",
    {
      schema: {
        tags: ["public"],
        summary: "When a limit ends, and why: every day from day 0 with its reason",
        querystring: Type.Object({ start: Type.String({ maxLength: 40 }), limit: Type.String({ maxLength: 10 }) }),
        response: { 200: explanationSchema, default: problemSchema },
      },
      config: { rateLimit: { keyGenerator: byAddress } },
    },
    async (request, reply) => {
      const start = readStart(request.query.start);
      const limit = parseLimit(request.query.limit);
      if (start === null || !limit.ok) return sendProblem(reply, "bad-request");
      const { due, days, provisional, calendarVersion } = explainDeadline(province.rules.calendar, start, limit.value);
      const explained = days.map(({ date, counted, reason }) => ({ date, counted, reason }));
      return { due: toChinaIso(due), days: explained, provisional, calendarVersion };
    },
  );
}

/** A day (its beginning in China) or a moment in ISO 8601 with its zone. */
function readStart(text: string): number | null {
  if (isDay(text)) return startOfDay(text);
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = isMoment ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
