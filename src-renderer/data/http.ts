import type { Static, TSchema } from "typebox";
import Value from "typebox/value";

import { isProblemName, problemSchema, type ProblemName } from "../../src-shared/protocol/problem-code.ts";

/** Why a request gave no value. A captive portal that answers with a page of its own is `not-the-province`. */
export type HttpFault =
  | Readonly<{ kind: "unreachable" | "not-the-province" | "signed-out" }>
  | Readonly<{ kind: "problem"; name: ProblemName; status: number; retryAfterMs: number | null }>;

export type HttpAnswer<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; fault: HttpFault }>;

export type Ask = Readonly<{
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: unknown;
  token: string | null;
  timeoutMs?: number;
}>;

export type Http = Readonly<{
  /** Asks for JSON of a shape. Never throws: what is no such answer is a fault. */
  json: <S extends TSchema>(ask: Ask, schema: S) => Promise<HttpAnswer<Static<S>>>;
  /** Asks for bytes. */
  bytes: (ask: Ask) => Promise<HttpAnswer<Blob>>;
  /** Opens an answer that goes on, until the signal ends it. */
  stream: (ask: Ask, signal: AbortSignal) => Promise<HttpAnswer<ReadableStream<Uint8Array>>>;
  urlOf: (path: string) => string;
}>;

/** A line that carries nothing for this long is none, ms. */
const defaultTimeoutMs = 30_000;

/**
 * The one way to talk to the province over HTTP.
 * @param serverUrl its address, without a slash at the end
 * @see docs/spec/outbox.md OB-19
 */
export function createHttp(serverUrl: string, fetch: typeof globalThis.fetch): Http {
  const base = serverUrl.replace(/\/+$/, "");
  const urlOf = (path: string): string => base + path;
  const send = async (ask: Ask, signal: AbortSignal): Promise<Response | null> => {
    try {
      return await fetch(urlOf(ask.path), requestOf(ask, signal));
    } catch {
      return null;
    }
  };
  return {
    urlOf,
    json: async (ask, schema) => {
      const response = await send(ask, AbortSignal.timeout(ask.timeoutMs ?? defaultTimeoutMs));
      if (response === null) return failed("unreachable");
      const body = response.status === 204 ? nothing : await readJson(response);
      if (!response.ok) return problemOf(response, body);
      return body.isJson && Value.Check(schema, body.value)
        ? { ok: true, value: body.value }
        : failed("not-the-province");
    },
    bytes: async (ask) => {
      const response = await send(ask, AbortSignal.timeout(ask.timeoutMs ?? 10 * defaultTimeoutMs));
      if (response === null) return failed("unreachable");
      if (!response.ok) return problemOf(response, await readJson(response));
      const blob = await response.blob().catch(() => null);
      return blob === null ? failed("unreachable") : { ok: true, value: blob };
    },
    stream: async (ask, signal) => {
      const response = await send(ask, signal);
      if (response === null) return failed("unreachable");
      if (!response.ok) return problemOf(response, await readJson(response));
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
      return isStream && response.body ? { ok: true, value: response.body } : failed("not-the-province");
    },
  };
}

function requestOf(ask: Ask, signal: AbortSignal): RequestInit {
  const headers = new Headers({ accept: "application/json, text/event-stream;q=0.9, */*;q=0.1" });
  if (ask.token !== null) headers.set("authorization", `Bearer ${ask.token}`);
  const shared = { method: ask.method, headers, signal, cache: "no-store", credentials: "omit" } as const;
  if (ask.body === undefined) return shared;
  headers.set("content-type", "application/json");
  return { ...shared, body: JSON.stringify(ask.body) };
}

function failed(kind: "unreachable" | "not-the-province" | "signed-out"): Readonly<{ ok: false; fault: HttpFault }> {
  return { ok: false, fault: { kind } };
}

type Body = Readonly<{ isJson: boolean; value: unknown }>;

const nothing: Body = { isJson: true, value: null };

async function readJson(response: Response): Promise<Body> {
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/(problem\+)?json/.test(type)) return { isJson: false, value: null };
  try {
    const value: unknown = await response.json();
    return { isJson: true, value };
  } catch {
    return { isJson: false, value: null };
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
