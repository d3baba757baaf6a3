import { createRxDatabase, type RxCollection, type RxJsonSchema } from "rxdb";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";

import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import type { Cursor, PullAnswer } from "../../../../src-shared/protocol/sync.ts";

/** RxDB's own replication over our province: its documents are whole orders, its checkpoint is our cursor. */
export type BenchRxdb = Readonly<{
  signIn: (username: string, password: string) => Promise<void>;
  /** Pulls everything; ms. */
  pull: () => Promise<number>;
}>;

declare global {
  interface Window {
    lxqRxdb?: BenchRxdb;
  }
}

type OrderDocument = WorkOrder & { dueKey: number };

const schema: RxJsonSchema<OrderDocument> = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 36 },
    state: { type: "string", maxLength: 40 },
    dueKey: { type: "number", minimum: 0, maximum: 900_000_000_000_000, multipleOf: 1 },
  },
  additionalProperties: true,
  required: ["id", "state", "dueKey"],
  indexes: [["state", "dueKey"]],
} as unknown as RxJsonSchema<OrderDocument>;

const batchSize = 200;
const deviceId = uuidV7();
let token = "";

async function ask<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { "content-type": "application/json", ...(token === "" ? {} : { authorization: `Bearer ${token}` }) };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json() as Promise<Answer>;
}

function uuidV7(): string {
  const hex = Date.now().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${crypto.randomUUID().slice(15)}`;
}

let first: Cursor | null = null;

window.lxqRxdb = {
  signIn: async (username, password) => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const { x = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const device = { id: deviceId, publicKey: x, name: "rxdb" };
    const answer = await ask<{ accessToken: string }>("/api/session", { username, password, device });
    token = answer.accessToken;
    const heads = await ask<{ cursor: Cursor }>("/api/sync/bootstrap", asked({ after: null, limit: 1 }));
    first = { ...heads.cursor, versions: {} };
  },
  pull: async () => {
    const began = performance.now();
    const storage = getRxStorageDexie({ chromeTransactionDurability: "relaxed" });
    const database = await createRxDatabase<{ orders: RxCollection<OrderDocument> }>({
      ...{ name: "rxdb-bench", storage, multiInstance: false, eventReduce: false },
    });
    await database.addCollections({ orders: { schema } });
    const replication = replicateRxCollection<OrderDocument, Cursor>({
      collection: database.orders,
      replicationIdentifier: "orders",
      live: false,
      pull: {
        batchSize,
        handler: async (checkpoint) => {
          const cursor = checkpoint ?? first;
          const page = await ask<PullAnswer>("/api/sync/pull", asked({ cursor, limit: batchSize }));
          const documents = page.rows.flatMap(({ order }) =>
            order ? [{ ...order, dueKey: order.registeredAt, _deleted: false }] : [],
          );
          return { documents, checkpoint: page.cursor };
        },
      },
    });
    await replication.awaitInSync();
    return performance.now() - began;
  },
};

function asked(body: object): object {
  return { protocol: 1, deviceId, ...body };
}
