import { Type, type Static, type TSchema } from "typebox";

import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import { sessionTokensSchema, signInAnswerSchema } from "../../src-shared/protocol/session.ts";
import type { SessionTokens, SignInAnswer, SignInRequest } from "../../src-shared/protocol/session.ts";
import type { MachineClock, Secrets } from "../platform/platform.ts";
import { apiPath } from "./api-path.ts";
import type { Ask, Http, HttpAnswer, HttpFault, PiecesWay } from "./http.ts";

/** A session of one account: it renews itself, and says when it is over. */
export type Session = Readonly<{
  /** Whether there is a refresh token at all: without one only a person can go on. */
  isSignedIn: () => boolean;
  json: <S extends TSchema>(ask: SignedAsk, schema: S) => Promise<HttpAnswer<Static<S>>>;
  bytes: (ask: SignedAsk) => Promise<HttpAnswer<Blob>>;
  pieces: (ask: SignedAsk, way: PiecesWay) => Promise<HttpAnswer<number>>;
  stream: (ask: SignedAsk, signal: AbortSignal) => Promise<HttpAnswer<ReadableStream<Uint8Array>>>;
  /** A valid access token for a request that something else makes; null when the session is over or there is no line. */
  token: () => Promise<string | null>;
  /** Another token when the province refused this one; a fault when the session is over or there is no line. */
  tokenAfter: (refused: string | null) => Promise<HttpAnswer<string>>;
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

/** `gzip`: the province that gave it takes pushes compressed. */
type Access = Readonly<{ token: string; until: number; gzip: boolean }>;
type Renewal = HttpAnswer<string>;

/** The tokens of a session: kept, renewed once at a time (a refresh token is good once), and forgotten. */
type Purse = Readonly<{
  isSignedIn: () => boolean;
  /** What came with the last renewal. */
  access: () => Access | null;
  valid: () => Promise<Renewal>;
  renew: () => Promise<Renewal>;
  adopt: (tokens: SessionTokens) => Promise<void>;
  /** Forgets all tokens; returns the access token that was valid last. */
  forget: () => Promise<string | null>;
}>;

async function openPurse(parts: SessionParts): Promise<Purse> {
  const { http, secrets, clock } = parts;
  const place = `session.${parts.account}`;
  let refreshToken = await secrets.get(place);
  let access: Access | null = null;
  let renewal: Promise<Renewal> | null = null;

  const adopt = async (tokens: SessionTokens): Promise<void> => {
    refreshToken = tokens.refreshToken;
    const until = clock.monotonic() + tokens.accessExpiresInMs - marginMs;
    const fresh = { token: tokens.accessToken, until, gzip: tokens.gzip === true };
    // Used, the access token tells the province that its pair arrived: a desk that dies must then have kept the pair.
    await secrets.set(place, tokens.refreshToken).finally(() => {
      if (refreshToken === tokens.refreshToken) access = fresh;
    });
  };
  const forget = async (): Promise<string | null> => {
    const last = access?.token ?? null;
    refreshToken = null;
    access = null;
    await secrets.delete(place);
    return last;
  };
  const renewNow = async (): Promise<Renewal> => {
    const used = refreshToken;
    if (used === null) return signedOut;
    const body = { refreshToken: used, deviceId: parts.device };
    const answer = await http.json({ method: "POST", path: apiPath.refresh, body, token: null }, sessionTokensSchema);
    if (refreshToken !== used) return overtaken(answer);
    if (answer.ok) {
      await adopt(answer.value);
      const isOurs = refreshToken === answer.value.refreshToken;
      return isOurs ? { ok: true, value: answer.value.accessToken } : overtaken(answer);
    }
    if (!isOver(answer)) return answer;
    await forget();
    return signedOut;
  };
  /** Somebody signed out, or in anew, while the answer was on its way: it is not theirs, and the session it renews ends. */
  const overtaken = (answer: HttpAnswer<SessionTokens>): Renewal => {
    if (answer.ok) void endAtProvince(http, answer.value.accessToken);
    return access === null ? signedOut : { ok: true, value: access.token };
  };
  const renew = (): Promise<Renewal> => {
    renewal ??= renewNow().finally(() => (renewal = null));
    return renewal;
  };
  const valid = (): Promise<Renewal> => {
    if (access && clock.monotonic() < access.until) return Promise.resolve({ ok: true, value: access.token });
    return renew();
  };
  return { isSignedIn: () => refreshToken !== null, access: () => access, valid, renew, adopt, forget };
}

const signedOut: Renewal = { ok: false, fault: { kind: "signed-out" } };

/**
 * Opens the session that was remembered for an account.
 * @see docs/spec/outbox.md OB-18
 */
export async function openSession(parts: SessionParts): Promise<Session> {
  const { http } = parts;
  const purse = await openPurse(parts);
  const tokenAfter = async (refused: string | null): Promise<Renewal> => {
    const now = await purse.valid();
    return now.ok && now.value === refused ? purse.renew() : now;
  };
  const signed = async <V>(send: (token: string) => Promise<HttpAnswer<V>>): Promise<HttpAnswer<V>> => {
    const token = await purse.valid();
    if (!token.ok) return token;
    const answer = await send(token.value);
    if (!isOver(answer)) return answer;
    const renewed = await tokenAfter(token.value);
    return renewed.ok ? send(renewed.value) : renewed;
  };
  return {
    isSignedIn: purse.isSignedIn,
    json: (ask, schema) =>
      signed((token) => http.json({ ...ask, token, gzip: ask.gzip === true && purse.access()?.gzip === true }, schema)),
    bytes: (ask) => signed((token) => http.bytes({ ...ask, token })),
    pieces: (ask, way) => signed((token) => http.pieces({ ...ask, token }, way)),
    stream: (ask, signal) => signed((token) => http.stream({ ...ask, token }, signal)),
    token: async () => {
      const token = await purse.valid();
      return token.ok ? token.value : null;
    },
    tokenAfter,
    adopt: purse.adopt,
    end: async () => {
      const last = await purse.forget();
      if (last !== null) await endAtProvince(http, last);
    },
  };
}

/** Ends the session of an access token when the line lets it. */
async function endAtProvince(http: Http, token: string): Promise<void> {
  await http.json({ method: "DELETE", path: apiPath.session, token, silenceMs: 3000 }, Type.Null());
}

const ended: ReadonlySet<string> = new Set(["signed-out", "session-reused", "account-disabled"]);

function isOver(answer: HttpAnswer<unknown>): boolean {
  return !answer.ok && isRefusedToken(answer.fault);
}

/** Whether a request failed because its token is worth nothing any more. */
export function isRefusedToken(fault: HttpFault): boolean {
  return fault.kind === "problem" && ended.has(fault.name);
}

/** Asks the province to sign in. */
export function askToSignIn(http: Http, request: SignInRequest): Promise<HttpAnswer<SignInAnswer>> {
  return http.json({ method: "POST", path: apiPath.session, body: request, token: null }, signInAnswerSchema);
}
