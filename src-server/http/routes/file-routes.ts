import path from "node:path";
import type { Server } from "@tus/server";
import { Type } from "typebox";

import { invariant } from "../../../src-shared/kernel/invariant.ts";
import { sha256Schema, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { hourMs, minuteMs } from "../../../src-shared/kernel/instant.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { orderFor } from "../../../src-shared/domain/permission/withhold-worker.ts";
import { readNames, type NamedFile } from "../../store/file-store.ts";
import { readOrders } from "../../store/order-store.ts";
import { visibleAmong } from "../../store/visibility-store.ts";
import { startJob } from "../../jobs/job-loop.ts";
import { adoptAwaited } from "../../sync/adopt-files.ts";
import type { Account } from "../session/account.ts";
import { uploadServer, type Sender, type UploadSender } from "../files/upload-server.ts";
import { sendProblem } from "../plugins/problem-answers.ts";
import { requireSession, signedIn } from "../require-session.ts";
import type { App, Services } from "../services.ts";

/**
 * What a run of pieces begins with. A browser repeats a request by itself when a connection that it has used before
 * breaks off: a piece would go up twice, and for nothing (FI-60). So the first piece goes over a connection of its own.
 */
const beforePieces: ReadonlySet<string> = new Set(["POST", "HEAD"]);

/** Files of orders, up (tus) and down (docs/spec/files.md). */
export function fileRoutes(app: App, services: Services): void {
  uploadRoutes(app, services);
  downloadRoute(app, services);
}

function uploadRoutes(app: App, services: Services): void {
  const senders = new WeakMap<object, Sender>();
  const senderOf: UploadSender = (request) => {
    const raw = request.runtime?.node?.req;
    const sender = raw && senders.get(raw);
    invariant(sender, "an upload comes through its route");
    return sender;
  };
  const uploads = uploadServer({
    province: services.province,
    blobs: services.blobs,
    folder: path.join(services.filesFolder, "uploads"),
    senderOf,
  });
  keepHouse(app, services, uploads);
  app.addContentTypeParser("application/offset+octet-stream", (_request, _payload, done) => done(null));
  for (const url of ["/api/files", "/api/files/:id"]) {
    app.route({
      method: ["POST", "HEAD", "PATCH", "DELETE"],
      url,
      preHandler: requireSession(services.sessions),
      compress: false,
      schema: { tags: ["files"], summary: "Resumable upload, tus 1.0; metadata: sha256, name, type" },
      handler: async (request, reply) => {
        senders.set(request.raw, { account: signedIn(request), requestId: request.id });
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        reply.raw.setHeader("x-request-id", request.id);
        reply.raw.setHeader("cache-control", "no-store");
        if (beforePieces.has(request.method)) reply.raw.setHeader("connection", "close");
        reply.hijack();
        await uploads.handle(request.raw, reply.raw);
      },
    });
  }
}

function downloadRoute(app: App, services: Services): void {
  const { blobs } = services;
  app.get(
    "/api/attachments/:sha256",
    {
      preHandler: requireSession(services.sessions),
      compress: false,
      schema: {
        tags: ["files"],
        summary: "A file of an order that the account may see",
        params: Type.Object({ sha256: sha256Schema }),
        response: { 200: Type.Unknown(), 206: Type.Unknown(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const hash = request.params.sha256;
      const named = await nameFor(services.province, signedIn(request), hash);
      const size = named ? await blobs.size(hash) : null;
      if (!named || size === null) return sendProblem(reply, "no-such-file");
      const from = isSame(request.headers["if-range"], hash) ? beginningOf(request.headers.range, size) : 0;
      reply.header("etag", `"${hash}"`);
      if (from > 0) reply.code(206).header("content-range", `bytes ${from}-${size - 1}/${size}`);
      reply.header("accept-ranges", "bytes").header("content-length", size - from);
      reply.header("cache-control", "private, max-age=31536000, immutable");
      reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(named.name)}`);
      return reply.type(named.type).send(blobs.read(hash, from));
    },
  );
}

/** What lies under a hash never changes: only a client that has the beginning of another file says another name. */
function isSame(ifRange: unknown, hash: Sha256): boolean {
  return ifRange === undefined || ifRange === `"${hash}"`;
}

/** Where a desk wants to go on: `bytes=N-` alone is understood; anything else gets the whole file, as it may. */
function beginningOf(range: string | undefined, size: number): number {
  const from = Number(/^bytes=(\d{1,12})-$/.exec(range ?? "")?.[1] ?? 0);
  return from < size ? from : 0;
}

/** The name of a file on an order that the account may see, with the files that its office may have of it. */
async function nameFor(
  { store, rules }: Services["province"],
  { scope, office }: Account,
  hash: Sha256,
): Promise<NamedFile | undefined> {
  const names = await readNames(store.db, hash);
  const visible = await visibleAmong(
    store.db,
    scope.path,
    names.map((name) => name.orderId),
  );
  const shown = names.filter((name) => visible.has(name.orderId));
  const orders = await readOrders(
    store.db,
    shown.map((name) => name.orderId),
  );
  const open = orders.filter((order) =>
    orderFor(office, rules.offices.hub, order).attachments.some((file) => file.sha256 === hash),
  );
  return shown.find((name) => open.some((order) => order.id === name.orderId));
}

/** Clears uploads that nobody went on with, and says of files what a crash left unsaid. */
function keepHouse(app: App, services: Services, uploads: Server): void {
  const { province, blobs } = services;
  const clear = async (): Promise<void> => void (await uploads.cleanUpExpiredUploads());
  const tidy = { name: "clear-uploads", everyMs: hourMs, work: () => province.store.whileAlone("tidying", clear) };
  const tell = { name: "adopt-files", everyMs: 10 * minuteMs, work: () => adoptAwaited(province, blobs) };
  const stops: (() => Promise<void>)[] = [];
  app.addHook("onReady", async () => void stops.push(...[tidy, tell].map((job) => startJob(job, province.log))));
  app.addHook("onClose", async () => void (await Promise.all(stops.map((stop) => stop()))));
}
