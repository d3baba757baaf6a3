import type { FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import type { TSchema } from "typebox";

import { problemOf } from "../../../src-server/http/plugins/problem-answers.ts";
import type { App } from "../../../src-server/http/services.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { hasShape } from "../world/has-shape.ts";
import { referenceBundle } from "./sim-reference.ts";

/** What a request of an upload carries; `cutAfter`: the line broke after so many bytes of it. */
export type UploadPart = Readonly<{
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array<ArrayBuffer> | null;
  cutAfter: number | null;
}>;

export type Request = Readonly<{
  method: string;
  path: string;
  token: string | null;
  body: unknown;
  upload?: UploadPart;
}>;
export type Answer = Readonly<{
  status: number;
  text: string;
  stream: Readable | null;
  headers?: Readonly<Record<string, string>>;
}>;

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
type Route = Readonly<{ options: Options; handler: Handler }>;
type Options = Readonly<{ preValidation?: Handler; preHandler?: Handler; schema?: { body?: TSchema } }>;

/** Stands in for the web framework: keeps the routes that the product registers, and calls them as it would. */
export class RouteTable {
  readonly #routes = new Map<string, Route>();
  readonly #read: (path: string, body: unknown) => unknown;

  /** @param read makes what an older province reads a request of the product's own */
  constructor(read: (path: string, body: unknown) => unknown = (_, body) => body) {
    this.#read = read;
  }

  /** What the product's routes register themselves with. */
  get app(): App {
    const keep =
      (method: string) =>
      (path: string, options: Options, handler: Handler): void =>
        void this.#routes.set(`${method} ${path}`, { options, handler });
    return { get: keep("GET"), post: keep("POST"), delete: keep("DELETE") } as unknown as App;
  }

  async answer(asked: Request): Promise<Answer> {
    const route = this.#routes.get(`${asked.method} ${asked.path}`);
    if (!route) return problem("not-found");
    const { options, handler } = route;
    const reply = new Reply();
    const request = requestOf(asked, reply);
    if ((await options.preValidation?.(request, reply.face)) !== undefined) return reply.answer();
    request.body = this.#read(asked.path, request.body);
    if (options.schema?.body && !hasShape(options.schema.body, request.body)) return problem("bad-request");
    const stopped = await options.preHandler?.(request, reply.face);
    const value = stopped === undefined ? await handler(request, reply.face) : stopped;
    return value === reply.face ? reply.answer() : { status: 200, text: textOf(value), stream: null };
  }
}

/** The reference is the same in all runs and asked for in each many times. */
let referenceText = "";

function textOf(value: unknown): string {
  if (value !== referenceBundle) return JSON.stringify(value);
  referenceText ||= JSON.stringify(value);
  return referenceText;
}

export function problem(name: ProblemName): Answer {
  const { status, ...rest } = problemOf(name, "sim");
  return { status, text: JSON.stringify({ status, ...rest }), stream: null };
}

function requestOf({ token, body }: Request, reply: Reply): FastifyRequest {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const request = { id: "sim", ip: "10.0.0.1", headers, body, account: null };
  reply.face.request = request as unknown as FastifyRequest;
  return reply.face.request;
}

/** The few calls of a reply that routes make. */
class Reply {
  #status = 200;
  #payload: unknown = null;
  readonly face: FastifyReply;

  constructor() {
    const chain = (): FastifyReply => this.face;
    const face = {
      request: null,
      code: (status: number) => {
        this.#status = status;
        return this.face;
      },
      header: chain,
      type: chain,
      serializer: chain,
      send: (payload: unknown) => {
        this.#payload = payload;
        return this.face;
      },
    };
    this.face = face as unknown as FastifyReply;
  }

  answer(): Answer {
    const payload = this.#payload;
    const isStream = typeof payload === "object" && payload !== null && "pipe" in payload;
    if (isStream) return { status: this.#status, text: "", stream: payload as unknown as Readable };
    return {
      status: this.#status,
      text: typeof payload === "string" ? payload : JSON.stringify(payload),
      stream: null,
    };
  }
}
