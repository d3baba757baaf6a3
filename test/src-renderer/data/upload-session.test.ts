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

const job: UploadJob = {
  ...{ sha256: sha256("1".repeat(64)), name: "1.png", type: "image/png", size: 3, url: null },
  ...{ orderId: orderId(idOf("action", 1)), actionId: actionId(idOf("action", 1)) },
};
const signedOut = { ok: false, fault: { kind: "signed-out" } } as const;

let asked: string[] = [];
/** A province that takes files from whoever has this token. */
let valid = "";
const province = createServer((request, response) => {
  const token = request.headers.authorization ?? "none";
  asked.push(`${request.method} ${token}`);
  request.resume().on("end", () => {
    if (token !== `Bearer ${valid}`) {
      const problem = { status: 401, name: "signed-out", code: "LXQ-1003", title: "t", next: "n", requestId: "r" };
      return response.writeHead(401, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    }
    const headers = { "tus-resumable": "1.0.0" };
    if (request.method === "POST") return response.writeHead(201, { ...headers, location: "/api/files/1" }).end();
    return response.writeHead(204, { ...headers, "upload-offset": "3" }).end();
  });
});

let desk: Parts;
let uploads: Uploads;
beforeEach(async () => {
  asked = [];
  desk = await deskParts();
  uploads = await openUploads(desk.box);
  await uploads.add(job);
  if (province.listening) return;
  province.listen(0, "127.0.0.1");
  await once(province, "listening");
});
afterEach(async () => {
  await desk.close();
  province.close();
  province.closeAllConnections();
});

function errandWith(session: Pick<Session, "token" | "tokenAfter">): UploadErrand {
  const address = province.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return createUploadErrand({
    ...{ uploads, session, blobs: { read: async () => new Blob(["abc"]) } as never },
    endpoint: `http://127.0.0.1:${port}/api/files`,
    copyOf: async () => undefined,
    monotonic: () => performance.now(),
  });
}

test("[FI-27] a token that the province takes no more is renewed, and the file goes up in the same run", async () => {
  valid = "new";
  let held = "old";
  const renewed: (string | null)[] = [];
  const errand = errandWith({
    token: async () => held,
    tokenAfter: async (refused) => {
      renewed.push(refused);
      held = "new";
      return { ok: true, value: held };
    },
  });
  expect(await errand.run()).toBeNull();
  expect(renewed).toEqual(["old"]);
  expect(asked).toEqual(["POST Bearer old", "POST Bearer new", "PATCH Bearer new"]);
  expect(uploads.jobs()).toEqual([]);
});

test("[FI-27] a session that is over says so, and a new token that is refused as well asks no third time", async () => {
  valid = "none of these";
  const over = errandWith({ token: async () => null, tokenAfter: async () => signedOut });
  expect(await over.run()).toEqual({ fault: { kind: "signed-out" }, moved: false });
  const refused = errandWith({ token: async () => "any", tokenAfter: async () => ({ ok: true, value: "any" }) });
  expect(await refused.run()).toEqual({ fault: { kind: "signed-out" }, moved: false });
  expect(asked).toEqual(["POST none", "POST Bearer any", "POST Bearer any"]);
  expect(uploads.jobs()).toHaveLength(1);
});
