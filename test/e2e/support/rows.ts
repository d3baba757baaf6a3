import { demoPassword } from "./desk.ts";

/** An order as the province has it, read over its interface with an account of its own. */
export type Row = Readonly<{
  version: number;
  state: string;
  holder: string;
  number: string | null;
  timeline: readonly Readonly<{ type: string; id: string; at: number; office: string; receivedAt: number | null }>[];
  attachments: readonly Readonly<{ stored: boolean; sha256: string }>[];
}>;

/** Reads every order that an account may see, by title, straight from the province. */
export async function readRows(url: string, username: string): Promise<ReadonlyMap<string, Row>> {
  const device = { id: crypto.randomUUID(), publicKey: await publicKey(), name: "test" };
  const session = await post(url, "/api/session", { username, password: demoPassword, device });
  const rows = new Map<string, Row>();
  for (let after: unknown = null; ;) {
    const request = { protocol: 1, deviceId: device.id, after, limit: 200 };
    const page = await post(url, "/api/sync/bootstrap", request, String(session.accessToken));
    for (const { order } of page.rows) rows.set(order.classification.title, order);
    after = page.next;
    if (after === null) return rows;
  }
}

async function publicKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return Buffer.from(raw).toString("base64url");
}

// The province's answers are checked by its own tests; here they are read as they come.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes, read by one helper
async function post(url: string, path: string, body: unknown, token?: string): Promise<any> {
  const headers = {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
