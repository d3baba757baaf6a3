import { Copy } from "./copy.ts";
import { Evidence, type Clocks } from "./clock.ts";
import { Queue, type Kept } from "./queue.ts";
import { newDevice, uuid7, type Device } from "./seal.ts";
import { ask, NoAnswer, Refused } from "./wire.ts";
import type { Audited, Cursor, Line, Page, Profile, Pulled, Pushed, Row, SignedIn, Tokens } from "./wire.ts";

type Parts = Readonly<{ base: string; line: Line; clocks: Clocks; wait: (ms: number) => Promise<void> }>;
type Account = Readonly<{ username: string; password: string }>;

const protocol = 1;
const pageSize = 20;
const allParts = Array.from({ length: 256 }, (_, at) => at);
const mostTries = 20;

/**
 * A client of the province, written from docs/sync.md and what it links to alone: it shares no line with the desk.
 * @see docs/spec/second-client.md
 */
export class SecondClient {
  readonly queue = new Queue();
  readonly copy = new Copy();
  readonly evidence: Evidence;
  readonly parts: Parts;
  device: Device = newDevice();
  account: Account = { username: "", password: "" };
  profile: Profile = { userId: "", office: "", scope: "" };
  epoch: string | null = null;
  #tokens: Tokens | null = null;

  constructor(parts: Parts) {
    this.parts = parts;
    this.evidence = new Evidence(parts.clocks);
  }

  async signIn(account: Account): Promise<void> {
    this.account = account;
    const { id, publicKey } = this.device;
    const body = { ...account, device: { id, publicKey, name: "second client" } };
    const answer = (await this.#post("/api/session", body)) as SignedIn;
    this.#tokens = answer;
    this.profile = answer.profile;
    this.evidence.hear(answer.clockToken);
    const { seq, previousHash } = this.queue.end();
    if (answer.lastSeq > seq || (answer.lastSeq === seq && answer.lastHash !== previousHash)) await this.beANewDevice();
  }

  /** This computer's data is another's too, or has lost its end: a new device with a new key takes over what waits. */
  async beANewDevice(): Promise<void> {
    this.device = newDevice();
    this.queue.moveTo(this.device);
    await this.signIn(this.account);
  }

  /** Saves a step. On the disk of a real client it is there before this answers. */
  save(type: string, orderId: string | null, payload: Readonly<Record<string, unknown>>, files: string[] = []): Kept {
    const id = uuid7();
    return this.queue.add({
      id,
      deviceId: this.device.id,
      userId: this.profile.userId,
      orderId: orderId ?? id,
      type,
      baseVersion: this.copy.orders.get(orderId ?? id)?.version ?? 0,
      actionVersion: 1,
      payload,
      attachments: files,
      evidence: this.evidence.now(),
    });
  }

  /** Steps first, then the feed: a pull says to the province that nothing waits here. */
  async sync(): Promise<void> {
    await this.push();
    await this.pull();
  }

  async push(): Promise<void> {
    while (this.queue.waiting().length > 0) {
      const actions = this.queue.batch(this.device);
      const answer = await this.#afterEpoch(
        () => this.ask<Pushed>("/api/sync/push", { epoch: this.epoch, actions }),
        async () => null,
      );
      if (answer === null) continue;
      this.epoch = answer.epoch;
      const own = answer.receipts.filter(({ code }) => code !== "device-copied");
      const isCopied = own.length < answer.receipts.length;
      this.queue.take({ ...answer, receipts: own, expected: isCopied ? null : answer.expected });
      if (isCopied) await this.beANewDevice();
    }
  }

  async pull(): Promise<void> {
    for (let more = true; more;) {
      const { cursor } = this.copy;
      if (cursor === null) return this.firstSync();
      const answer = await this.#afterEpoch(
        () => this.ask<Pulled>("/api/sync/pull", { cursor, limit: pageSize }),
        () => this.push().then(() => null),
      );
      if (answer !== null) {
        await this.#meet(answer.cursor);
        this.copy.store(answer.rows, answer.cursor);
      }
      more = answer?.more ?? true;
    }
  }

  async firstSync(): Promise<void> {
    const seen = new Set<string>();
    let from: Page["cursor"] | null = null;
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await this.ask<Page>("/api/sync/bootstrap", { after, limit: pageSize });
      await this.#meet(page.cursor);
      from ??= page.cursor;
      this.copy.store(page.rows, null);
      for (const { orderId } of page.rows) seen.add(orderId);
      after = page.next;
      more = after !== null;
    }
    for (const id of this.copy.orders.keys()) if (!seen.has(id)) this.copy.orders.delete(id);
    this.copy.cursor = from;
    this.epoch = from?.epoch ?? null;
    await this.pull();
  }

  /** Another set of orders is visible: what is strange goes first, then comes what is missing. */
  async rebase(): Promise<void> {
    const { cursor, orders } = await this.audit("orders", null, allParts);
    await this.#meet(cursor);
    if (!this.copy.isOfOtherScope(cursor)) return this.firstSync();
    const theirs = new Map(orders);
    for (const id of this.copy.orders.keys()) if (!theirs.has(id)) this.copy.orders.delete(id);
    const wanted = orders.filter(([id, version]) => !this.copy.hasSame(id, version)).map(([id]) => id);
    for (let at = 0; at < wanted.length; at += 200) {
      const { rows } = await this.ask<{ rows: readonly Row[] }>("/api/sync/orders", {
        ids: wanted.slice(at, at + 200),
      });
      this.copy.store(rows, null);
    }
    this.copy.cursor = cursor;
  }

  /** Whose cursor this is has to be who this client takes itself for. One that changes still is met with the next. */
  async #meet({ scopeHash }: Cursor): Promise<void> {
    if (this.profile.scope !== scopeHash) this.profile = (await this.#send("GET", "/api/session")) as Profile;
  }

  audit(detail: string, cursor = this.copy.cursor, of: readonly number[] = []): Promise<Audited> {
    return this.ask<Audited>("/api/sync/audit", { cursor, detail, of });
  }

  /** One of the requests that name protocol and device; every answer brings a clock token. */
  async ask<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await this.#post(path, { protocol, deviceId: this.device.id, ...body });
    const { clockToken } = answer as { clockToken?: string };
    if (clockToken !== undefined) this.evidence.hear(clockToken);
    return answer as Answer;
  }

  /** What `headers` a request of this session has. */
  authorization(): Readonly<Record<string, string>> {
    return this.#tokens === null ? {} : { authorization: `Bearer ${this.#tokens.accessToken}` };
  }

  async #afterEpoch<Answer>(work: () => Promise<Answer>, offer: () => Promise<null>): Promise<Answer | null> {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      if (cause.problem === "rebase") return this.rebase().then(() => null);
      if (cause.problem !== "epoch-changed") throw cause;
      this.epoch = null;
      this.copy.cursor = null;
      this.queue.offerAgain();
      return offer();
    }
  }

  #post(path: string, body: object): Promise<unknown> {
    return this.#send("POST", path, JSON.stringify(body));
  }

  /** Sends until there is an answer: the same again after none, later when the province is busy. */
  async #send(method: string, path: string, body?: string): Promise<unknown> {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    for (let tries = 0; tries < mostTries; tries += 1) {
      const headers = { ...type, ...this.authorization() };
      const request = body === undefined ? { method, headers } : { method, headers, body };
      try {
        return await ask(this.parts.line, this.parts.base + path, request);
      } catch (cause) {
        await this.#makeGood(cause, tries);
      }
    }
    throw new NoAnswer(`${path}: none after ${mostTries} tries`);
  }

  async #makeGood(cause: unknown, tries: number): Promise<void> {
    if (cause instanceof NoAnswer) return this.parts.wait(Math.random() * Math.min(120_000, 1000 * 2 ** tries));
    if (!(cause instanceof Refused)) throw cause;
    if (cause.status === 503 || cause.status === 429) return this.parts.wait(cause.waitMs * (1 + Math.random()));
    if (cause.problem === "signed-out" && this.#tokens !== null) return this.renew();
    throw cause;
  }

  async renew(): Promise<void> {
    const refreshToken = this.#tokens?.refreshToken ?? "";
    this.#tokens = null;
    const body = { refreshToken, deviceId: this.device.id };
    this.#tokens = (await this.#post("/api/session/refresh", body)) as Tokens;
  }
}
