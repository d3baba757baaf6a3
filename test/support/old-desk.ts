import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { RecordedDevice } from "./recorded-protocol.ts";

/** Asks the province; null when the line gave no answer. */
export type AskProvince = (
  path: string,
  body: object,
  token: string | null,
) => Promise<Readonly<{ status: number; body: unknown }> | null>;

type Told = Readonly<{ receipts: readonly Readonly<{ seq: number }>[]; expected: number | null }>;

const batch = 10;
const mostTries = 200;

/**
 * A desk of an older protocol: it says what was recorded and nothing else, and of an answer it reads only the members
 * that it knows. Whatever verdict a receipt has, a step that has one is done.
 */
export class OldDesk {
  readonly device: RecordedDevice;
  readonly ask: AskProvince;
  queue: readonly ActionEnvelope[];
  #token: string | null = null;
  #refresh = "";

  constructor(device: RecordedDevice, queue: readonly ActionEnvelope[], ask: AskProvince) {
    this.device = device;
    this.queue = queue.filter((action) => action.deviceId === device.deviceId);
    this.ask = ask;
  }

  async signIn(): Promise<void> {
    await this.#takeSession("/api/session", this.device.requests.signIn);
  }

  async renew(): Promise<void> {
    await this.#takeSession("/api/session/refresh", { ...this.device.requests.refresh, refreshToken: this.#refresh });
  }

  async #takeSession(path: string, body: object): Promise<void> {
    const answer = await this.ask(path, body, null);
    if (answer?.status !== 200) throw new Error(`${this.device.username}: ${JSON.stringify(answer)}`);
    const told = answer.body as Readonly<{ accessToken: string; refreshToken: string }>;
    this.#token = told.accessToken;
    this.#refresh = told.refreshToken;
  }

  /** The status of the answer to a request that brings orders down. */
  async comesDown(name: "pull" | "bootstrap" | "audit" | "orders" | "openings", more: object = {}): Promise<number> {
    const answer = await this.ask(`/api/sync/${name}`, { ...this.device.requests[name], ...more }, this.#token);
    return answer?.status ?? 0;
  }

  /** Sends until nothing waits, or as far as step `upTo`; what got no answer is sent again. Answers the receipts. */
  async drain(upTo: number = Number.POSITIVE_INFINITY): Promise<readonly unknown[]> {
    const receipts: unknown[] = [];
    for (let tries = 0; tries < mostTries; tries += 1) {
      const actions = this.queue.filter((action) => action.seq <= upTo).slice(0, batch);
      if (actions.length === 0) return receipts;
      const answer = await this.ask("/api/sync/push", { ...this.device.requests.push, actions }, this.#token);
      if (answer === null || answer.status === 503) continue;
      if (answer.status !== 200) throw new Error(`the push was refused: ${JSON.stringify(answer.body)}`);
      const told = answer.body as Told;
      const done = new Set(told.receipts.map((receipt) => receipt.seq));
      receipts.push(...told.receipts);
      this.queue = this.queue.filter((action) => !done.has(action.seq));
    }
    throw new Error(`${this.queue.length} steps never arrived`);
  }
}
