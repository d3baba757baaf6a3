import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import Value from "typebox/value";
import type { TSchema, Static } from "typebox";

import { sealStep } from "../../../src-server/sync/seal-step.ts";
import { actionVersion, type Intent } from "../../../src-shared/actions/action.ts";
import { actionId, deviceId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import { sessionTokensSchema, signInAnswerSchema, type SignInAnswer } from "../../../src-shared/protocol/session.ts";
import { bootstrapAnswerSchema, protocolVersion, type Cursor } from "../../../src-shared/protocol/sync.ts";
import { demoPassword } from "../../e2e/support/desk.ts";

export type Answer = Readonly<{ status: number; body: unknown; retryAfterMs: number }>;

/** An office's computer as the province sees one over HTTP, behind an address of its own: it signs, chains and sends. */
export class Terminal {
  readonly id = deviceId(uuidV7(Date.now(), randomBytes(10)));
  cursor: Cursor | null = null;
  readonly #url: string;
  readonly #address: string;
  readonly #key: KeyObject;
  readonly #publicKey: string;
  #session: SignInAnswer | null = null;
  #tokenAt = 0;
  #place = { seq: 1, previousHash: "" };

  constructor(url: string, address: string) {
    this.#url = url;
    this.#address = address;
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    this.#key = privateKey;
    this.#publicKey = publicKey.export({ format: "jwk" }).x ?? "";
  }

  async ask(path: string, body: object): Promise<Answer> {
    const token = this.#session?.accessToken;
    const headers = {
      "content-type": "application/json",
      "x-forwarded-for": this.#address,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(this.#url + path, { method: "POST", headers, body: JSON.stringify(body) });
    const retryAfterMs = Number(answer.headers.get("retry-after") ?? 1) * 1000;
    const said: unknown = await answer.json();
    return { status: answer.status, body: said, retryAfterMs };
  }

  async signIn(username: string): Promise<void> {
    const device = { id: this.id, publicKey: this.#publicKey, name: "终端" };
    const answer = await this.ask("/api/session", { username, password: demoPassword, device });
    this.#session = read(signInAnswerSchema, answer);
    this.#tokenAt = performance.now();
  }

  /** Renews the session as a computer does that was away for longer than its token lives. */
  async renew(): Promise<Answer> {
    const { refreshToken = "" } = this.#session ?? {};
    const answer = await this.ask("/api/session/refresh", { refreshToken, deviceId: this.id });
    if (answer.status !== 200 || !this.#session) return answer;
    this.#session = { ...this.#session, ...read(sessionTokensSchema, answer) };
    return answer;
  }

  /** Begins where the feed is now, without fetching what is there. */
  async startAtHeads(): Promise<void> {
    const answer = await this.ask("/api/sync/bootstrap", this.#worded({ after: null, limit: 1 }));
    this.cursor = read(bootstrapAnswerSchema, answer).cursor;
  }

  push(actions: readonly ActionEnvelope[]): Promise<Answer> {
    return this.ask("/api/sync/push", this.#worded({ epoch: null, actions }));
  }

  pull(): Promise<Answer> {
    return this.ask("/api/sync/pull", this.#worded({ cursor: this.cursor, limit: 200 }));
  }

  /** Makes and seals the next step. */
  make(intent: Intent, baseVersion: number): ActionEnvelope {
    const { profile, clockToken } = this.#signedIn();
    const madeAt = Date.now();
    const uptimeMs = Math.floor(performance.now());
    const tokenUptimeMs = Math.floor(this.#tokenAt);
    const evidence = {
      ...{ token: clockToken, bootId: "bench", uptimeMs, tokenUptimeMs, tokenBootId: "bench" },
      ...{ wallClock: madeAt, tokenWallClock: madeAt - (uptimeMs - tokenUptimeMs), counter: "machine" as const },
    };
    const { orderId, type, payload } = intent;
    const step = {
      ...{ id: actionId(uuidV7(madeAt, randomBytes(10))), deviceId: this.id, userId: profile.userId, orderId, type },
      ...{ baseVersion, actionVersion, payload: { ...payload }, attachments: [], evidence },
    };
    const { action, hash } = sealStep(step, this.#place, (text) => this.#sign(text));
    this.#place = { seq: action.seq + 1, previousHash: hash };
    return action;
  }

  #signedIn(): SignInAnswer {
    if (!this.#session) throw new Error("sign in first");
    return this.#session;
  }

  #sign(text: string): string {
    return sign(null, Buffer.from(text), this.#key).toString("base64url");
  }

  #worded(body: object): object {
    return { protocol: protocolVersion, deviceId: this.id, ...body };
  }
}

/** An answer that is what it should be. @throws when it is not */
export function read<Schema extends TSchema>(schema: Schema, answer: Answer): Static<Schema> {
  const { status, body } = answer;
  if (status === 200 && Value.Check(schema, body)) return body;
  throw new Error(`the province answered ${status} ${JSON.stringify(body).slice(0, 300)}`);
}
