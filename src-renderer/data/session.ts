import { Type, type Static, type TSchema } from "typebox";

import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import { sessionTokensSchema, signInAnswerSchema } from "../../src-shared/protocol/session.ts";
import type { SessionTokens, SignInAnswer, SignInRequest } from "../../src-shared/protocol/session.ts";
import type { MachineClock, Secrets } from "../platform/platform.ts";
import { apiPath } from "./api-path.ts";
import type { Ask, Http, HttpAnswer } from "./http.ts";

/** A session of one account: it renews itself, and says when it is over. */
export type Session = Readonly<{
  /** Whether there is a refresh token at all: without one only a person can go on. */
  isSignedIn: () => boolean;
  json: <S extends TSchema>(ask: SignedAsk, schema: S) => Promise<HttpAnswer<Static<S>>>;
  bytes: (ask: SignedAsk) => Promise<HttpAnswer<Blob>>;
  stream: (ask: SignedAsk, signal: AbortSignal) => Promise<HttpAnswer<ReadableStream<Uint8Array>>>;
  /** A valid access token for a request that something else makes; null when the session is over or there is no line. */
  token: () => Promise<string | null>;
  adopt: (tokens: SessionTokens) => Promise<void>;
  /** Ends the session here at once and at the province when the line lets it. */
  end: () => Promise<void>;
}>;
export type SignedAsk = Omit<Ask, "token">;

export type SessionParts = Readonly<{
  http: Http;
  secrets: Secrets;
  clock: MachineClock;
  account: UserId;
  device: DeviceId;
}>;

/** An access token is renewed this long before its end, ms. */
const marginMs = 60_000;

type Access = Readonly<{ token: string; until: number }>;
type Renewal = HttpAnswer<string>;

/**
 * Opens the session that was remembered for an account. One renewal at a time: a refresh token is good once.
 * @see docs/spec/outbox.md OB-18
 */
export async function openSession(parts: SessionParts): Promise<Session> {
  const { http, secrets, clock } = parts;
  const place = `session.${parts.account}`;
  let refreshToken = await secrets.get(place);
  let access: Access | null = null;
  let renewal: Promise<Renewal> | null = null;

  const adopt = async (tokens: SessionTokens): Promise<void> => {
    refreshToken = tokens.refreshToken;
    access = { token: tokens.accessToken, until: clock.monotonic() + tokens.accessExpiresInMs - marginMs };
    await secrets.set(place, tokens.refreshToken);
  };
  const over = async (): Promise<Renewal> => {
    refreshToken = null;
    access = null;
    await secrets.delete(place);
    return { ok: false, fault: { kind: "signed-out" } };
  };
  const renew = async (): Promise<Renewal> => {
    if (refreshToken === null) return { ok: false, fault: { kind: "signed-out" } };
    const body = { refreshToken, deviceId: parts.device };
    const answer = await http.json({ method: "POST", path: apiPath.refresh, body, token: null }, sessionTokensSchema);
    if (!answer.ok) return isOver(answer) ? over() : answer;
    await adopt(answer.value);
    return { ok: true, value: answer.value.accessToken };
  };
  const renewOnce = (): Promise<Renewal> => {
    renewal ??= renew().finally(() => (renewal = null));
    return renewal;
  };
  const valid = (): Promise<Renewal> => {
    if (access && clock.monotonic() < access.until) return Promise.resolve({ ok: true, value: access.token });
    return renewOnce();
  };
  const signed = async <V>(send: (token: string) => Promise<HttpAnswer<V>>): Promise<HttpAnswer<V>> => {
    const token = await valid();
    if (!token.ok) return token;
    const answer = await send(token.value);
    if (!isOver(answer)) return answer;
    access = null;
    const renewed = await renewOnce();
    return renewed.ok ? send(renewed.value) : renewed;
  };
  return {
    isSignedIn: () => refreshToken !== null,
    json: (ask, schema) => signed((token) => http.json({ ...ask, token }, schema)),
    bytes: (ask) => signed((token) => http.bytes({ ...ask, token })),
    stream: (ask, signal) => signed((token) => http.stream({ ...ask, token }, signal)),
    token: async () => {
      const token = await valid();
      return token.ok ? token.value : null;
    },
    adopt,
    end: async () => {
      const last = access?.token ?? null;
      await over();
      const ask = { method: "DELETE", path: apiPath.session, token: last, timeoutMs: 3000 } as const;
      if (last !== null) await http.json(ask, Type.Null());
    },
  };
}

const ended: ReadonlySet<string> = new Set(["signed-out", "session-reused", "account-disabled"]);

function isOver(answer: HttpAnswer<unknown>): boolean {
  return !answer.ok && answer.fault.kind === "problem" && ended.has(answer.fault.name);
}

/** Asks the province to sign in. */
export function askToSignIn(http: Http, request: SignInRequest): Promise<HttpAnswer<SignInAnswer>> {
  return http.json({ method: "POST", path: apiPath.session, body: request, token: null }, signInAnswerSchema);
}
