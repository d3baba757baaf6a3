import { uploadServer, type Sender } from "../../../src-server/http/files/upload-server.ts";
import type { SessionDesk } from "../../../src-server/http/session/session-desk.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { theWorld } from "../world/world.ts";
import { simBlobs } from "./province-disk.ts";
import { problem, type Answer, type Request } from "./route-table.ts";

/** The product's upload server, called as its route calls it (src-server/http/routes/file-routes.ts). */
export function uploadDesk(province: Province, sessions: SessionDesk): (asked: Request) => Promise<Answer> {
  const senders = new WeakMap<object, Sender>();
  const server = uploadServer({
    province,
    blobs: simBlobs,
    folder: "/uploads",
    senderOf: (request) => {
      const sender = senders.get(request);
      if (sender === undefined) throw new Error("an upload comes through its route");
      return sender;
    },
  });
  return async (asked) => {
    if (asked.token === null) return problem("signed-out");
    const account = await sessions.readAccount(asked.token);
    if (!account.ok) return problem(account.refusal);
    const request = webRequest(asked);
    senders.set(request, { account: account.value, requestId: "sim" });
    const response = await server.handleWeb(request);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, text: await response.text(), stream: null, headers };
  };
}

function webRequest({ method, path, upload }: Request): globalThis.Request {
  const url = `http://province${path}`;
  const { headers = {}, bytes = null, cutAfter = null } = upload ?? {};
  if (bytes === null) return new Request(url, { method, headers });
  const body = cutAfter === null ? bytes : broken(bytes, cutAfter);
  const init: RequestInit & Readonly<{ duplex: "half" }> = { method, headers, body, duplex: "half" };
  return new Request(url, init);
}

/** A body of which only the beginning comes before the line is cut. */
function broken(bytes: Uint8Array<ArrayBuffer>, cutAfter: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, cutAfter));
      theWorld().after(1_000, () => controller.error(new Error("the line was cut")));
    },
  });
}
