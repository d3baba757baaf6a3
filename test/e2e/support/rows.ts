import type { Static, TSchema } from "typebox";
import Value from "typebox/value";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { signInAnswerSchema } from "../../../src-shared/protocol/session.ts";
import { bootstrapAnswerSchema, type FeedRow } from "../../../src-shared/protocol/sync.ts";
import { demoPassword } from "./demo-password.ts";

/** Reads every order that an account may see, by title, straight from the province, as a desk of its own. */
export async function readRows(url: string, username: string): Promise<ReadonlyMap<string, WorkOrder>> {
  return new Map((await readOrders(url, username)).map((order) => [order.classification.title, order]));
}

/** The same as a list: titles may be the same. */
export async function readOrders(url: string, username: string): Promise<readonly WorkOrder[]> {
  return (await openReader(url, username))();
}

/** Signs an account in once, to read all its orders again and again. */
export async function openReader(url: string, username: string): Promise<() => Promise<readonly WorkOrder[]>> {
  const device = { id: crypto.randomUUID(), publicKey: await publicKey(), name: "test" };
  const session = await post(`${url}/api/session`, { username, password: demoPassword, device }, signInAnswerSchema);
  return async () => {
    const orders: WorkOrder[] = [];
    for (let after: string | null = null; ;) {
      const request = { protocol: 1, deviceId: device.id, after, limit: 200 };
      const page: Static<typeof bootstrapAnswerSchema> = await post(
        `${url}/api/sync/bootstrap`,
        request,
        bootstrapAnswerSchema,
        session.accessToken,
      );
      orders.push(...page.rows.flatMap(orderOf));
      after = page.next;
      if (after === null) return orders;
    }
  };
}

/** An order as a desk keeps it: with who has opened it, which travels beside it. */
function orderOf({ order, openings }: FeedRow): readonly WorkOrder[] {
  if (!order) return [];
  return [openings ? { ...order, openings } : order];
}

async function publicKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return Buffer.from(raw).toString("base64url");
}

async function post<S extends TSchema>(address: string, body: unknown, schema: S, token?: string): Promise<Static<S>> {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...bearer };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  const said: unknown = await answer.json();
  if (!Value.Check(schema, said)) throw new Error(`${address} answered ${answer.status}: ${JSON.stringify(said)}`);
  return said;
}
