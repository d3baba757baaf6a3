import "fake-indexeddb/auto";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { Session } from "../../../src-renderer/data/session.ts";
import { createUploadErrand, type UploadErrand } from "../../../src-renderer/data/upload-errand.ts";
import { openUploads, type UploadJob, type Uploads } from "../../../src-renderer/data/uploads.ts";
import { actionId, orderId, sha256 } from "../../../src-shared/kernel/ids.ts";
import { idOf } from "../../support/orders.ts";
import { deskParts, type Parts } from "./desk-parts.ts";

type Trouble = Readonly<{ status: number; headers?: Record<string, string>; body?: string }>;

let asked: string[] = [];
/** What the province says to the next requests in place of what they ask for. */
let troubles: Trouble[] = [];
/** A province that has two of the three bytes. */
const province = createServer((request, response) => {
  asked.push(request.method ?? "");
  request.resume().on("end", () => {
    const trouble = troubles.shift();
    if (trouble) return response.writeHead(trouble.status, trouble.headers).end(trouble.body);
    const headers = { "tus-resumable": "1.0.0" };
    if (request.method === "HEAD") {
      return response.writeHead(200, { ...headers, "upload-offset": "2", "upload-length": "3" }).end();
    }
    if (request.method === "POST") return response.writeHead(201, { ...headers, location: "/api/files/2" }).end();
    return response.writeHead(204, { ...headers, "upload-offset": "3" }).end();
  });
});

let desk: Parts;
let uploads: Uploads;
let job: UploadJob;
beforeEach(async () => {
  [asked, troubles] = [[], []];
  desk = await deskParts();
  uploads = await openUploads(desk.box);
  if (!province.listening) await once(province.listen(0, "127.0.0.1"), "listening");
  const ids = { orderId: orderId(idOf("action", 1)), actionId: actionId(idOf("action", 1)) };
  const file = { sha256: sha256("1".repeat(64)), name: "1.png", type: "image/png", size: 3 };
  job = { ...file, ...ids, url: `${base()}/api/files/1` };
  await uploads.add(job);
});
afterEach(async () => {
  await desk.close();
  province.close();
  province.closeAllConnections();
});

function base(): string {
  const address = province.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

const renewing: Pick<Session, "token" | "tokenAfter"> = {
  token: async () => "old",
  tokenAfter: async () => ({ ok: true, value: "new" }),
};

function errand(): UploadErrand {
  return createUploadErrand({
    ...{ uploads, session: renewing, blobs: { read: async () => new Blob(["abc"]) } as never },
    endpoint: `${base()}/api/files`,
    copyOf: async () => undefined,
    monotonic: () => performance.now(),
  });
}

const page = { headers: { "content-type": "text/html" }, body: "<p>sign in to this network</p>" };

test.each([
  [{ status: 503 }, { kind: "problem", name: "busy", status: 503, retryAfterMs: null }],
  [
    { status: 503, headers: { "retry-after": "7" } },
    { kind: "problem", name: "busy", status: 503, retryAfterMs: 7000 },
  ],
  [{ status: 429 }, { kind: "problem", name: "too-many-requests", status: 429, retryAfterMs: null }],
  [{ status: 507 }, { kind: "problem", name: "disk-full", status: 507, retryAfterMs: null }],
  [{ status: 500 }, { kind: "not-the-province" }],
  [{ status: 400 }, { kind: "not-the-province" }],
])(
  "[FI-49] an upload that is asked for and answered %j does not begin anew, and goes on at the next try",
  async (trouble, fault) => {
    troubles = [trouble];
    const one = errand();
    expect(await one.run()).toMatchObject({ fault });
    expect([asked, uploads.all()[0]?.url]).toEqual([["HEAD"], job.url]);
    expect(await one.run()).toBeNull();
    expect(asked).toEqual(["HEAD", "HEAD", "PATCH"]);
  },
);

test.each([404, 410])("[FI-49] one that is gone (%i) begins anew in the same run", async (status) => {
  troubles = [{ status }];
  expect(await errand().run()).toBeNull();
  expect(asked).toEqual(["HEAD", "POST", "PATCH"]);
});

test("[FI-27, FI-49] a 401 without a body renews the token, and the upload goes on from where it was", async () => {
  troubles = [{ status: 401 }];
  expect(await errand().run()).toBeNull();
  expect(asked).toEqual(["HEAD", "HEAD", "PATCH"]);
  expect(uploads.jobs()).toEqual([]);
});

test("[FI-49] a page of somebody else's says neither that the session is over nor that the province is busy", async () => {
  for (const status of [401, 503]) {
    asked = [];
    troubles = [
      { status: 200, headers: { "upload-offset": "2", "upload-length": "3" } },
      { status, ...page },
    ];
    expect(await errand().run()).toMatchObject({ fault: { kind: "not-the-province" } });
    expect(asked).toEqual(["HEAD", "PATCH"]);
  }
});
