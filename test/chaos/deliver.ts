import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";

/** A request as it came from a device, read to its end. */
export type Asked = Readonly<{
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  from: string;
}>;

export type Answered = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>;

const patienceMs = 20_000;

/** Opens an exchange with a server; resolves with its answer, the body still to come. */
export function ask(target: string, asked: Asked, cutAfter?: number): Promise<IncomingMessage> {
  const { connection: _, "transfer-encoding": __, ...headers } = asked.headers;
  return new Promise((resolve, reject) => {
    const exchange = request(target + asked.path, {
      method: asked.method,
      headers: { ...headers, host: new URL(target).host, "x-forwarded-for": asked.from },
      agent: false,
      timeout: patienceMs,
    });
    exchange.once("response", resolve).once("error", reject);
    exchange.once("timeout", () => exchange.destroy(new Error("the server is silent")));
    if (cutAfter === undefined) return void exchange.end(asked.body);
    exchange.write(asked.body.subarray(0, cutAfter), () => setTimeout(() => exchange.destroy(new Error("cut")), 5));
  });
}

/** Delivers a request and reads the whole answer. */
export async function deliver(target: string, asked: Asked): Promise<Answered> {
  const answer = await ask(target, asked);
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: await readAll(answer) };
}

export async function readAll(from: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of from) parts.push(part);
  return Buffer.concat(parts);
}
