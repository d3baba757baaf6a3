import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type { ActionType, PayloadOf } from "../../../src-shared/actions/action.ts";
import { actionId, deviceId, orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import { signedText, type ActionEnvelope, type ClockEvidence } from "../../../src-shared/protocol/action-envelope.ts";
import type { SignInAnswer } from "../../../src-shared/protocol/session.ts";
import type { BootstrapAnswer, Cursor, PullAnswer, PushAnswer, Receipt } from "../../../src-shared/protocol/sync.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { App } from "../../../src-server/http/services.ts";

export const password = "lianxinqiao-demo-2026";

export type Answer = Readonly<{ status: number; body: unknown; text: string; headers: Record<string, unknown> }>;

/** A text for a test's eyes: what a desk sends besides the payload. */
export type Making = Partial<
  Pick<ActionEnvelope, "id" | "baseVersion" | "actionVersion" | "userId" | "attachments"> & {
    evidence: Partial<ClockEvidence>;
    signature: string;
    previousHash: string;
    seq: number;
  }
>;

/** A desk as the province sees one: a device with a key that numbers, chains and signs its actions. */
export class Desk {
  readonly id = deviceId(uuidV7(Date.now(), randomBytes(10)));
  readonly app: App;
  readonly username: string;
  key: KeyObject;
  publicKey: string;
  session: SignInAnswer | null = null;
  seq = 0;
  lastHash = "";
  clockToken = "";
  uptimeMs = 1_000_000;
  tokenUptimeMs = 1_000_000;
  tokenWallClock = 0;
  now: () => number;
  cursor: Cursor | null = null;
  readonly mirror = new Map<string, WorkOrder>();

  constructor(app: App, username: string, now: () => number) {
    this.app = app;
    this.username = username;
    this.now = now;
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    this.key = privateKey;
    this.publicKey = publicKey.export({ format: "jwk" }).x ?? "";
  }

  async ask(method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<Answer> {
    const token = this.session?.accessToken;
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { payload: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const isJson = String(answer.headers["content-type"] ?? "").includes("json");
    return {
      status: answer.statusCode,
      text: answer.body,
      body: isJson && answer.body !== "" ? JSON.parse(answer.body) : null,
      headers: answer.headers,
    };
  }

  signInBody(overrides: object = {}): object {
    const device = { id: this.id, publicKey: this.publicKey, name: "test desk" };
    return { username: this.username, password, device, ...overrides };
  }

  async signIn(): Promise<this> {
    const answer = await this.ask("POST", "/api/session", this.signInBody());
    if (answer.status !== 200) throw new Error(`${this.username} cannot sign in: ${answer.text}`);
    this.session = answer.body as SignInAnswer;
    this.seq = this.session.lastSeq;
    this.tookToken(this.session.clockToken);
    return this;
  }

  tookToken(token: string): void {
    this.clockToken = token;
    this.tokenUptimeMs = this.uptimeMs;
    this.tokenWallClock = this.now();
  }

  evidence(): ClockEvidence {
    return {
      token: this.clockToken,
      bootId: "boot-1",
      uptimeMs: this.uptimeMs,
      tokenUptimeMs: this.tokenUptimeMs,
      tokenBootId: "boot-1",
      wallClock: this.now(),
      tokenWallClock: this.tokenWallClock,
      counter: "machine",
    };
  }

  /** Makes and seals the next action. */
  make<T extends ActionType>(
    type: T,
    order: OrderId | null,
    payload: PayloadOf<T>,
    making: Making = {},
  ): ActionEnvelope {
    return this.makeRaw(type, order, payload, making);
  }

  /** The same for payloads that no honest desk makes. */
  makeRaw(type: string, order: OrderId | null, payload: Record<string, unknown>, making: Making = {}): ActionEnvelope {
    const id = making.id ?? actionId(uuidV7(this.now(), randomBytes(10)));
    const { evidence, signature: given, ...rest } = making;
    const unsigned = {
      deviceId: this.id,
      seq: this.seq + 1,
      userId: this.profile.userId,
      orderId: order ?? orderId(id),
      type,
      baseVersion: 0,
      actionVersion: 1,
      payload,
      attachments: [],
      previousHash: this.lastHash,
      ...rest,
      id,
      evidence: { ...this.evidence(), ...evidence },
    };
    const text = signedText(unsigned);
    const signature = given ?? sign(null, Buffer.from(text), this.key).toString("base64url");
    this.seq = unsigned.seq;
    this.lastHash = createHash("sha256").update(text).digest("hex");
    return { ...unsigned, signature };
  }

  get profile(): SignInAnswer["profile"] {
    if (!this.session) throw new Error("sign in first");
    return this.session.profile;
  }

  pushRaw(actions: readonly ActionEnvelope[], epoch: string | null = null): Promise<Answer> {
    return this.ask("POST", "/api/sync/push", { protocol: 1, epoch, deviceId: this.id, actions });
  }

  async push(...actions: readonly ActionEnvelope[]): Promise<PushAnswer> {
    const answer = await this.pushRaw(actions);
    if (answer.status !== 200) throw new Error(`push failed: ${answer.text}`);
    this.tookToken((answer.body as PushAnswer).clockToken);
    return answer.body as PushAnswer;
  }

  /** Does one thing and returns its receipt. */
  async act<T extends ActionType>(
    type: T,
    order: OrderId | null,
    payload: PayloadOf<T>,
    making: Making = {},
  ): Promise<Receipt> {
    const answer = await this.push(this.make(type, order, payload, making));
    const [receipt] = answer.receipts;
    if (!receipt) throw new Error("no receipt");
    return receipt;
  }

  async bootstrap(limit = 100): Promise<BootstrapAnswer[]> {
    const pages: BootstrapAnswer[] = [];
    for (let after: string | null = null, more = true; more;) {
      const request = { protocol: 1, deviceId: this.id, after, limit };
      const answer: Answer = await this.ask("POST", "/api/sync/bootstrap", request);
      if (answer.status !== 200) throw new Error(`bootstrap failed: ${answer.text}`);
      const page = answer.body as BootstrapAnswer;
      pages.push(page);
      this.store(page.rows);
      after = page.next;
      more = after !== null;
    }
    this.cursor = pages[0]?.cursor ?? null;
    return pages;
  }

  pullRaw(cursor: Cursor | null = this.cursor, limit = 100): Promise<Answer> {
    return this.ask("POST", "/api/sync/pull", { protocol: 1, deviceId: this.id, cursor, limit });
  }

  /** Pulls until there is no more; returns every answer. */
  async pull(limit = 100): Promise<PullAnswer[]> {
    if (!this.cursor) await this.bootstrap();
    const answers: PullAnswer[] = [];
    for (let more = true; more;) {
      const answer = await this.pullRaw(this.cursor, limit);
      if (answer.status !== 200) throw new Error(`pull failed: ${answer.text}`);
      const page = answer.body as PullAnswer;
      answers.push(page);
      this.store(page.rows);
      this.cursor = page.cursor;
      more = page.more;
    }
    return answers;
  }

  store(rows: PullAnswer["rows"]): void {
    for (const row of rows) {
      if (row.order) this.mirror.set(row.orderId, row.order);
      else this.mirror.delete(row.orderId);
    }
  }
}
