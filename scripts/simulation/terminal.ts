import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

import { actionVersion, type Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Actor, DecisionContext } from "../../src-shared/domain/decision.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { deviceId, type ActionId, type DeviceId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import { addDevice } from "../../src-server/store/device-store.ts";
import type { Province } from "../../src-server/sync/province.ts";
import { sealStep } from "../../src-server/sync/seal-step.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";

/** What a step says of itself besides its meaning: the shape that a desk writes into its journal. */
export type MadeStep = Readonly<{ step: Step; madeAt: Instant }>;

type Making = Readonly<{ id: ActionId; at: Instant; order: WorkOrder | undefined; province: Province }>;

/**
 * The computer of one office's person in the simulation: it decides with its own copy of the orders, keeps its steps
 * while the line is away, and seals and sends them when it is back. Its wall clock may be wrong; its counter is not.
 */
export class Terminal {
  readonly device: DeviceId;
  readonly actor: Actor;
  /** ms that the wall clock is ahead of the truth */
  wallSkewMs = 0;
  offlineUntil: Instant = 0;
  queue: MadeStep[] = [];
  /** what this computer shows while the line is away; null while it sees the province's own */
  #away: Map<OrderId, WorkOrder> | null = null;
  readonly #key: KeyObject;
  readonly #publicKey: string;
  #boot: Readonly<{ id: string; at: Instant }>;
  #token = { text: "", at: 0, wallClock: 0, boot: { id: "", at: 0 } };
  #seq = 0;
  #lastHash = "";

  constructor(id: string, actor: Actor, at: Instant) {
    this.device = deviceId(id);
    this.actor = actor;
    this.#boot = { id: "boot 1", at: at - 3_600_000 };
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    this.#key = privateKey;
    this.#publicKey = publicKey.export({ format: "jwk" }).x ?? "";
  }

  async register(province: Province, at: Instant): Promise<void> {
    const device = { id: this.device, userId: this.actor.id, publicKey: this.#publicKey, name: "模拟终端", at };
    await addDevice(province.store.db, device);
    this.heard(province, at);
  }

  /** The province answered: the counter stands beside its time now. */
  heard(province: Province, at: Instant): void {
    const text = province.clockTokens.mint(this.device, at);
    this.#token = { text, at, wallClock: at + this.wallSkewMs, boot: this.#boot };
  }

  /** The computer is switched off and on: its counter begins anew, and the wall clock is all that bridges the gap. */
  reboot(at: Instant): void {
    this.#boot = { id: `boot at ${at}`, at };
  }

  isOffline(at: Instant): boolean {
    return at < this.offlineUntil;
  }

  /** The line goes: what is visible now is what this computer has until the line is back. */
  goOffline(until: Instant, orders: Iterable<readonly [OrderId, WorkOrder]>): void {
    this.offlineUntil = until;
    this.#away = new Map(orders);
  }

  reconnected(): void {
    this.#away = null;
  }

  /** An order as this computer shows it. */
  see(id: OrderId, orders: ReadonlyMap<OrderId, WorkOrder>): WorkOrder | undefined {
    return this.#away?.get(id) ?? (this.#away ? undefined : orders.get(id));
  }

  /** Judges an intent as the desk does and keeps the step; false when the desk itself refuses it. */
  act(intent: Intent, told: Making): boolean {
    const { id, at, order, province } = told;
    const context = this.#contextOf(id, at, province);
    const decision = decide(order, intent, context);
    if (decision.verdict === "rejected") return false;
    if (this.#away && decision.verdict === "applied") this.#away.set(intent.orderId, evolve(order, decision.event));
    this.queue.push({ step: this.#stepOf(intent, { id, at, baseVersion: order?.version ?? 0 }), madeAt: at });
    return true;
  }

  /** The waiting steps with their places in this device's sequence. They stay in the queue until they are answered. */
  sealed(count: number): readonly ActionEnvelope[] {
    let place = { seq: this.#seq + 1, previousHash: this.#lastHash };
    return this.queue.slice(0, count).map(({ step }) => {
      const { action, hash } = sealStep(step, place, (text) => this.#sign(text));
      place = { seq: place.seq + 1, previousHash: hash };
      return action;
    });
  }

  answered(receipts: readonly Readonly<{ seq: number; hash: string }>[]): void {
    const last = receipts.at(-1);
    if (!last) return;
    this.queue = this.queue.slice(last.seq - this.#seq);
    this.#seq = last.seq;
    this.#lastHash = last.hash;
  }

  #sign(text: string): string {
    return sign(null, Buffer.from(text), this.#key).toString("base64url");
  }

  #contextOf(id: ActionId, at: Instant, province: Province): DecisionContext {
    return {
      actionId: id,
      actor: this.actor,
      at,
      deviceAt: at + this.wallSkewMs,
      receivedAt: null,
      grade: null,
      orderNumber: null,
      rules: province.rules,
    };
  }

  #stepOf(intent: Intent, made: Readonly<{ id: ActionId; at: Instant; baseVersion: number }>): Step {
    const { id, at, baseVersion } = made;
    return {
      id,
      deviceId: this.device,
      userId: this.actor.id,
      orderId: intent.orderId,
      type: intent.type,
      baseVersion,
      actionVersion,
      payload: { ...intent.payload },
      attachments: [],
      evidence: {
        token: this.#token.text,
        bootId: this.#boot.id,
        uptimeMs: at - this.#boot.at,
        tokenUptimeMs: this.#token.at - this.#token.boot.at,
        tokenBootId: this.#token.boot.id,
        wallClock: at + this.wallSkewMs,
        tokenWallClock: this.#token.wallClock,
        counter: "machine",
      },
    };
  }
}
