import { Type, type Static } from "typebox";

import { explainDeadline } from "../../../src-shared/calendar/explain.ts";
import { parseLimit } from "../../../src-shared/calendar/limit.ts";
import { roleSchema } from "../../../src-shared/domain/permission/role.ts";
import { officeKinds } from "../../../src-shared/domain/reference/office.ts";
import { isDay, startOfDay, toChinaIso } from "../../../src-shared/kernel/instant.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { version } from "../version.ts";
import { byAddress } from "../plugins/guards.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import type { App, Services } from "../services.ts";

const healthSchema = Type.Object({
  ok: Type.Boolean(),
  version: Type.String(),
  database: Type.Enum(["pglite", "postgres"]),
  protocol: Type.Integer(),
  /** now, ms since the epoch: what a desk holds its own clock against */
  serverTime: Type.Integer(),
  /** Only in a demonstration, which listens on this machine alone: the accounts to try it with. */
  demo: Type.Optional(
    Type.Object({
      password: Type.String(),
      accounts: Type.Array(
        Type.Object({
          username: Type.String(),
          name: Type.String(),
          office: Type.String(),
          level: Type.Enum([...officeKinds]),
          roles: Type.Array(roleSchema),
        }),
      ),
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
      const health = {
        ok: true,
        version,
        database: province.store.kind,
        protocol: services.protocols.current,
        serverTime: province.now(),
      };
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
      if (start === null) return sendProblem(reply, "start-unreadable");
      if (!limit.ok) return sendProblem(reply, "limit-unreadable");
      const { due, days, provisional, calendarVersion } = explainDeadline(province.rules.calendar, start, limit.value);
      const explained = days.map(({ date, counted, reason }) => ({ date, counted, reason }));
      return { due: toChinaIso(due), days: explained, provisional, calendarVersion };
    },
  );
}

const firstStart = startOfDay("1970-01-01");
/** A due time must still have a year of four digits. */
const lastStart = startOfDay("2999-12-31");
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A day (its beginning in China) or a moment in ISO 8601 with its zone, from 1970 to 2999. An address typed by hand turns
 * the plus of a zone into a space: it is read as a plus.
 */
function readStart(given: string): number | null {
  const text = given.replace(" ", "+");
  if (!isDay(text.slice(0, 10))) return null;
  const at = moment.test(text) ? Date.parse(text) : text.length === 10 ? startOfDay(text) : Number.NaN;
  return at >= firstStart && at <= lastStart ? at : null;
}
