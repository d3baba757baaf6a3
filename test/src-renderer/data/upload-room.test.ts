import "fake-indexeddb/auto";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUploadErrand, type UploadErrand } from "../../../src-renderer/data/upload-errand.ts";
import { openUploads, type UploadJob, type Uploads } from "../../../src-renderer/data/uploads.ts";
import { actionId, orderId, sha256 } from "../../../src-shared/kernel/ids.ts";
import { smallChunkBytes } from "../../../src-shared/sync/upload-pace.ts";
import { idOf } from "../../support/orders.ts";
import { deskParts, noSession, type Parts } from "./desk-parts.ts";

const size = 4 * smallChunkBytes;
let asked: string[] = [];
let came = 0;
/** Called while a request with bytes is under way. */
let during = (): void => undefined;
/** A province that takes one file at a time and counts its bytes. */
const province = createServer((request, response) => {
  asked.push(request.method ?? "");
  request.on("data", (piece: Buffer) => void (came += piece.length));
  request.on("end", () => {
    const headers = { "tus-resumable": "1.0.0", "upload-length": String(size) };
    if (request.method === "POST") return response.writeHead(201, { ...headers, location: "/api/files/1" }).end();
    if (request.method === "HEAD") return response.writeHead(200, { ...headers, "upload-offset": String(came) }).end();
    during();
    return response.writeHead(204, { ...headers, "upload-offset": String(came) }).end();
  });
});

let desk: Parts;
let uploads: Uploads;
let errand: UploadErrand;
beforeEach(async () => {
  [asked, came, during] = [[], 0, (): void => undefined];
  desk = await deskParts();
  uploads = await openUploads(desk.box);
  await once(province.listen(0, "127.0.0.1"), "listening");
  const address = province.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  errand = createUploadErrand({
    ...{ uploads, session: noSession, blobs: { read: async () => new Blob([new Uint8Array(size)]) } as never },
    endpoint: `http://127.0.0.1:${port}/api/files`,
    copyOf: async () => undefined,
    monotonic: () => performance.now(),
  });
});
afterEach(async () => {
  await desk.close();
  province.close();
  province.closeAllConnections();
});

const aFile = (at: number): UploadJob => ({
  ...{ sha256: sha256(String(at).repeat(64)), name: `${at}.png`, type: "image/png", size, url: null },
  ...{ orderId: orderId(idOf("action", 1)), actionId: actionId(idOf("action", at)) },
});

test("[SE-42] an upload that makes room ends after the request that it is in, and sends no byte twice", async () => {
  await uploads.add(aFile(1));
  during = () => errand.makeRoom();
  expect(await errand.run()).toBeNull();
  expect([asked, came]).toEqual([["POST", "PATCH"], smallChunkBytes]);
  expect(uploads.jobs()).toMatchObject([{ sent: smallChunkBytes }]);
  during = () => undefined;
  expect(await errand.run()).toBeNull();
  expect([asked[2], came, uploads.jobs()]).toEqual(["HEAD", size, []]);
});

test("[SE-42] a request that was the file's last leaves it whole, and the next file waits for the next run", async () => {
  for (const at of [1, 2]) await uploads.add(aFile(at));
  during = () => (came === size ? errand.makeRoom() : undefined);
  expect(await errand.run()).toBeNull();
  expect([came, uploads.jobs().map(({ name }) => name)]).toEqual([size, ["2.png"]]);
});
