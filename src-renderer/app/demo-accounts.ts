import { Type } from "typebox";
import { Check } from "typebox/value";

import { roleSchema } from "../../src-shared/domain/permission/role.ts";
import { officeKinds } from "../../src-shared/domain/reference/office.ts";
import type { DemoAccounts } from "../features/session/demo-list.tsx";

const healthSchema = Type.Object({
  demo: Type.Object({
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
});

/** The demonstration's accounts when the province says that it is one; null otherwise, and without a line. */
export async function readDemoAccounts(
  fetcher: typeof globalThis.fetch,
  serverUrl: string,
): Promise<DemoAccounts | null> {
  try {
    const answer = await fetcher(`${serverUrl}/api/health`, { signal: AbortSignal.timeout(5_000) });
    const health: unknown = await answer.json();
    return Check(healthSchema, health) ? health.demo : null;
  } catch {
    return null;
  }
}
