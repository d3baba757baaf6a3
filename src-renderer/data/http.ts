import type { Static, TSchema } from "typebox";
import Value from "typebox/value";

import { isProblemName, problemSchema, type ProblemName } from "../../src-shared/protocol/problem-code.ts";
import { gzipped } from "./gzipped.ts";

/** Why a request gave no value. A captive portal that answers with a page of its own is `not-the-province`. */
export type HttpFault =
  | Readonly<{ kind: "unreachable" | "not-the-province" | "signed-out" }>
  | Readonly<{ kind: "problem"; name: ProblemName; status: number; retryAfterMs: number | null }>;

export type HttpAnswer<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; fault: HttpFault }>;

export type Ask = Readonly<{
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
  /** Whether the province takes the body compressed; it travels so when it is worth it. */
  gzip?: boolean;
  /** Bytes to send in place of a body of JSON. */
  bytes?: Blob;
  token: string | null;
  /** The version that is here: the province then answers with null in place of the same once more. */
  unless?: string;
  /** How long the line may carry nothing before it is given up, ms. */
  silenceMs?: number;
}>;

export type Http = Readonly<{
  /** Asks for JSON of a shape. Never throws: what is no such answer is a fault. */
  json: <S extends TSchema>(ask: Ask, schema: S) => Promise<HttpAnswer<Static<S>>>;
  /** Asks for bytes. */
  bytes: (ask: Ask) => Promise<HttpAnswer<Blob>>;
  /**
   * Asks for the bytes of something from a place on, and hands them over piece by piece: what came before the line broke
   * off need not come again. The value says where the pieces began.
   */
  pieces: (ask: Ask, way: PiecesWay) => Promise<HttpAnswer<number>>;
  /** Opens an answer that goes on, until the signal ends it. */
  stream: (ask: Ask, signal: AbortSignal) => Promise<HttpAnswer<ReadableStream<Uint8Array>>>;
  urlOf: (path: string) => string;
}>;

export type PiecesWay = Readonly<{
  from: number;
  /** Called before the first piece with where the pieces begin: an older province sends all anew. */
  begin: (from: number) => void;
  take: (piece: Uint8Array<ArrayBuffer>) => void;
  signal: AbortSignal;
}>;

/** A line that carries nothing for this long is none, ms. */
const defaultSilenceMs = 30_000;
/** What is sent cannot be seen moving: each byte of it lengthens the wait for the first sign, ms (8 kbit/s). */
const perByteSentMs = 1;

/**
 * The one way to talk to the province over HTTP.
 * @param serverUrl its address, without a slash at the end
 * @see docs/spec/outbox.md OB-19
 */
export function createHttp(serverUrl: string, fetch: typeof globalThis.fetch): Http {
  const base = serverUrl.replace(/\/+$/, "");
  const urlOf = (path: string): string => base + path;
  const send = createSender(urlOf, fetch);
  return {
    urlOf,
    json: (ask, schema) =>
      watched(ask, async (line) => {
        const response = await send(ask, line.signal);
        if (response === null) return failed("unreachable");
        const isUnchanged = response.status === 304 && ask.unless !== undefined;
        const body = response.status === 204 || isUnchanged ? nothing : await readJson(response, line);
        if (body === null) return failed("unreachable");
        if (!response.ok && !isUnchanged) return problemOf(response, body);
        return body.isJson && Value.Check(schema, body.value)
          ? { ok: true, value: body.value }
          : failed("not-the-province");
      }),
    bytes: (ask) =>
      watched(ask, async (line) => {
        const response = await send(ask, line.signal);
        if (response === null) return failed("unreachable");
        if (!response.ok) return problemOf(response, (await readJson(response, line)) ?? noJson);
        const parts = await readParts(response, line);
        const type = response.headers.get("content-type") ?? "";
        return parts === null ? failed("unreachable") : { ok: true, value: new Blob([...parts], { type }) };
      }),
    pieces: (ask, way) =>
      watched(ask, async (line) => {
        const signal = AbortSignal.any([line.signal, way.signal]);
        const response = await send(ask, signal, way.from === 0 ? {} : { range: `bytes=${way.from}-` });
        if (response === null) return failed("unreachable");
        if (!response.ok) return problemOf(response, (await readJson(response, line)) ?? noJson);
        const from = response.status === 206 ? way.from : 0;
        way.begin(from);
        return (await eachPiece(response, line, way.take)) ? { ok: true, value: from } : failed("unreachable");
      }),
    stream: async (ask, signal) => {
      // A proxy may hold back an answer unless it is known to go on.
      const response = await send(ask, signal, { accept: "text/event-stream" });
      return response === null ? failed("unreachable") : streamOf(response);
    },
  };
}

async function streamOf(response: Response): Promise<HttpAnswer<ReadableStream<Uint8Array>>> {
  if (!response.ok) return problemOf(response, (await readJson(response, deaf)) ?? noJson);
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  return isStream && response.body ? { ok: true, value: response.body } : failed("not-the-province");
}

type Sender = (ask: Ask, signal: AbortSignal, more?: HeadersInit) => Promise<Response | null>;

/** Sends a request; null when nothing answered. */
function createSender(urlOf: (path: string) => string, fetch: typeof globalThis.fetch): Sender {
  return async (ask, signal, more = {}) => {
    try {
      const request = await requestOf(ask, signal);
      new Headers(more).forEach((value, name) => request.headers.set(name, value));
      return await fetch(urlOf(ask.path), request);
    } catch {
      return null;
    }
  };
}

/** A line that is watched: `moved` says that it carried something, the signal that it has been silent too long. */
type Line = Readonly<{ signal: AbortSignal; moved: () => void }>;

/**
 * Does what needs the line and gives the line up when it is silent: a slow answer that moves is never cut.
 * @see docs/spec/outbox.md OB-27
 */
async function watched<Value>(ask: Ask, work: (line: Line) => Promise<Value>): Promise<Value> {
  const abort = new AbortController();
  const silenceMs = ask.silenceMs ?? defaultSilenceMs;
  const giveUpAfter = (ms: number): ReturnType<typeof setTimeout> => setTimeout(() => abort.abort(), ms);
  const sent = ask.bytes?.size ?? (ask.body === undefined ? 0 : JSON.stringify(ask.body).length);
  let deadline = giveUpAfter(silenceMs + sent * perByteSentMs);
  const moved = (): void => {
    clearTimeout(deadline);
    deadline = giveUpAfter(silenceMs);
  };
  try {
    return await work({ signal: abort.signal, moved });
  } finally {
    clearTimeout(deadline);
    // Lets go of an answer that nobody wants to read to its end.
    abort.abort();
  }
}

/** For what another deadline guards. */
const deaf: Pick<Line, "moved"> = { moved: () => undefined };

/** All bytes of an answer; null when the line broke off or fell silent. */
async function readParts(
  response: Response,
  line: Pick<Line, "moved">,
): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return (await eachPiece(response, line, (piece) => void parts.push(piece))) ? parts : null;
}

/** Hands an answer's bytes over as they come; false when the line broke off or fell silent. */
async function eachPiece(
  response: Response,
  line: Pick<Line, "moved">,
  take: (piece: Uint8Array<ArrayBuffer>) => void,
): Promise<boolean> {
  line.moved();
  try {
    const reader = response.body?.getReader();
    for (;;) {
      const read = await reader?.read();
      if (read?.value === undefined) return true;
      line.moved();
      take(read.value);
    }
  } catch {
    return false;
  }
}

type HttpRequest = RequestInit & Readonly<{ headers: Headers }>;

async function requestOf(ask: Ask, signal: AbortSignal): Promise<HttpRequest> {
  const headers = new Headers();
  if (ask.token !== null) headers.set("authorization", `Bearer ${ask.token}`);
  if (ask.unless !== undefined) headers.set("if-none-match", `"${ask.unless}"`);
  // What is posted is never kept anyway; saying so would cost two headers.
  const cache = ask.method === "POST" ? "default" : "no-store";
  const shared = { method: ask.method, headers, signal, cache, credentials: "omit" } as const;
  if (ask.bytes !== undefined) {
    headers.set("content-type", "application/octet-stream");
    return { ...shared, body: ask.bytes };
  }
  if (ask.body === undefined) return shared;
  headers.set("content-type", "application/json");
  const text = JSON.stringify(ask.body);
  const packed = ask.gzip === true ? await gzipped(text) : null;
  if (packed === null) return { ...shared, body: text };
  headers.set("content-encoding", "gzip");
  return { ...shared, body: packed };
}

function failed(kind: "unreachable" | "not-the-province" | "signed-out"): Readonly<{ ok: false; fault: HttpFault }> {
  return { ok: false, fault: { kind } };
}

type Body = Readonly<{ isJson: boolean; value: unknown }>;

const nothing: Body = { isJson: true, value: null };

const noJson: Body = { isJson: false, value: null };

/** What the answer says; null when the line broke off in the middle of it. */
async function readJson(response: Response, line: Pick<Line, "moved">): Promise<Body | null> {
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/(problem\+)?json/.test(type)) return noJson;
  const parts = await readParts(response, line);
  if (parts === null) return null;
  try {
    const value: unknown = JSON.parse(await new Blob([...parts]).text());
    return { isJson: true, value };
  } catch {
    return noJson;
  }
}

function problemOf(response: Response, body: Body): Readonly<{ ok: false; fault: HttpFault }> {
  if (!body.isJson || !Value.Check(problemSchema, body.value)) return noProblemOfOurs(response);
  const { name, retryAfterMs } = body.value;
  const known = isProblemName(name) ? name : "unexpected";
  const wait = retryAfterMs ?? retryAfterOf(response);
  return { ok: false, fault: { kind: "problem", name: known, status: response.status, retryAfterMs: wait } };
}

/** A gateway in front of the province says 502 to 504 in its own words when the province is away. */
function noProblemOfOurs(response: Response): Readonly<{ ok: false; fault: HttpFault }> {
  if (response.status < 502 || response.status > 504) return failed("not-the-province");
  const retryAfterMs = retryAfterOf(response);
  if (retryAfterMs === null) return failed("unreachable");
  return { ok: false, fault: { kind: "problem", name: "too-many-requests", status: response.status, retryAfterMs } };
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
