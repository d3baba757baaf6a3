import { actionId, orderId, type ActionId, type OfficeId, type OrderId } from "../../src-shared/kernel/ids.ts";
import { officesWithRight } from "../../src-shared/domain/assignment/custody.ts";
import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { availableActions } from "../../src-shared/actions/available-actions.ts";
import { chinaDay, dayMs, hourMs, minuteMs, startOfDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { isWorkingDay } from "../../src-shared/calendar/working-calendar.ts";
import { demoClock } from "../../src-server/jobs/demo-clock.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { DemoStep } from "../../src-server/jobs/demo-history.ts";
import { demoIntent } from "../../src-server/jobs/demo-intent.ts";
import { demoUuid } from "../../src-server/jobs/demo-users.ts";
import { writeEmptied } from "../../src-server/store/device-store.ts";
import { readOrders } from "../../src-server/store/order-store.ts";
import type { Province } from "../../src-server/sync/province.ts";
import { receiveActions } from "../../src-server/sync/receive-actions.ts";
import { actorReader } from "../../src-server/sync/read-actor.ts";
import { madeCall } from "../demo/make-histories.ts";
import type { SeededRandom } from "../demo/seeded-random.ts";
import type { Cast, Place, Worker } from "./cast.ts";
import { chosen, habits, type Moment } from "./habits.ts";

const roundsOfDay = [9.5, 14, 16.5];
const batchSize = 20;

export type SimulationCounts = { steps: number; refusedAtDesk: number; verdicts: Record<string, number> };

/** A province at work, a day at a time, through the same doors as the real one. */
export class SimulatedProvince {
  readonly orders = new Map<OrderId, WorkOrder>();
  /** when each step was really made, which no computer of the simulation can move */
  readonly truth = new Map<ActionId, Instant>();
  readonly counts: SimulationCounts = { steps: 0, refusedAtDesk: 0, verdicts: {} };
  readonly #open = new Set<OrderId>();
  readonly #places = new Map<OrderId, Place>();
  readonly #province: Province;
  readonly #cast: Cast;
  readonly #random: SeededRandom;
  readonly #clock: { at: Instant };
  #made = 0;

  constructor(province: Province, told: Readonly<{ cast: Cast; random: SeededRandom; clock: { at: Instant } }>) {
    this.#province = province;
    this.#cast = told.cast;
    this.#random = told.random;
    this.#clock = told.clock;
  }

  /** One day: calls come in, lines are cut and come back, and on working days every office works through its orders. */
  async liveDay(day: string, calls: number, nightly: () => Promise<void>): Promise<void> {
    const start = startOfDay(day);
    this.#cutLines(start);
    const works = isWorkingDay(this.#province.rules.calendar, day);
    for (const [round, hour] of roundsOfDay.entries()) {
      this.#clock.at = start + hour * hourMs;
      await this.#reconnect();
      await this.#takeCalls(Math.ceil((calls * (works ? 1 : 0.4)) / roundsOfDay.length));
      if (works) await this.#workThrough(round);
      await nightly();
    }
  }

  /** The last word: every line comes back and every queue is sent. */
  async settle(nightly: () => Promise<void>): Promise<void> {
    this.#clock.at += 40 * dayMs;
    await this.#reconnect();
    await nightly();
    const { hub } = this.#cast;
    for (const order of this.orders.values()) {
      if (order.doubts.some((doubt) => doubt.ruling === null)) this.#rule(hub, order);
    }
    await this.#send(hub.terminal);
    await nightly();
  }

  /** The supervisor rules on what is left in doubt. */
  #rule(hub: Worker, order: WorkOrder): void {
    const moment = this.#momentOf(hub, order);
    if (!moment) return;
    const payload = habits["adjudicate-time"]?.payload(moment) ?? {};
    const step: DemoStep = { by: "simulated", at: "-1min", type: "adjudicate-time", payload };
    this.#do(hub, step, { id: this.#newId(), order });
  }

  /** Reads what jobs changed. */
  async refresh(ids: readonly OrderId[]): Promise<void> {
    for (const order of await readOrders(this.#province.store.db, ids)) this.#know(order);
  }

  openOrders(): readonly OrderId[] {
    return [...this.#open];
  }

  waiting(): number {
    return this.#cast.offices.reduce((sum, { terminal }) => sum + terminal.queue.length, 0);
  }

  #know(order: WorkOrder): void {
    this.orders.set(order.id, order);
    if (isEnded(order.state) && order.state !== "closed") this.#open.delete(order.id);
    else this.#open.add(order.id);
  }

  #cutLines(start: Instant): void {
    for (const { terminal, offline } of this.#cast.offices) {
      if (terminal.isOffline(start) || this.#random.below(1000) >= offline) continue;
      const days = 1 + this.#random.below(6);
      const isSetWrong = this.#random.below(4) === 0;
      terminal.wallSkewMs = isSetWrong ? this.#random.pick([-1, 1]) * (7 + this.#random.below(24)) * dayMs : 0;
      if (this.#random.below(3) === 0) terminal.reboot(start);
      terminal.goOffline(start + days * dayMs, this.orders);
    }
  }

  async #reconnect(): Promise<void> {
    for (const { terminal } of this.#cast.offices) {
      if (terminal.isOffline(this.#clock.at)) continue;
      await this.#send(terminal);
      await writeEmptied(this.#province.store.db, terminal.device, this.#clock.at);
      terminal.reconnected();
      terminal.heard(this.#province, this.#clock.at);
    }
  }

  async #send(terminal: Worker["terminal"]): Promise<void> {
    while (terminal.queue.length > 0) {
      const actions = terminal.sealed(batchSize);
      const signed = { userId: terminal.actor.id, deviceId: terminal.device };
      const received = await receiveActions(
        this.#province,
        { ...signed, readActor: actorReader(signed) },
        { receivedAt: this.#clock.at, actions: () => actions },
      );
      invariant(received.ok && received.value.expected === null, "the province takes the steps of a simulated office");
      const { receipts } = received.value;
      terminal.answered(receipts);
      for (const { verdict, code } of receipts) this.#count(code === null ? verdict : `${verdict} ${code}`);
      await this.refresh([...new Set(actions.flatMap(({ orderId, payload }) => [orderId, ...mergedInto(payload)]))]);
    }
  }

  #count(verdict: string): void {
    this.counts.steps += 1;
    this.counts.verdicts[verdict] = (this.counts.verdicts[verdict] ?? 0) + 1;
  }

  async #takeCalls(count: number): Promise<void> {
    const { hub, places } = this.#cast;
    for (let call = 0; call < count; call += 1) {
      const place = this.#random.pick(places);
      const cast = { hub: hub.office.id, ...place };
      const step = madeCall(this.#random, { ...cast, hub: String(cast.hub) }, "-1min");
      const id = this.#newId();
      this.#places.set(orderId(id), place);
      this.#do(hub, step, { id, order: undefined });
    }
    await this.#send(hub.terminal);
  }

  async #workThrough(round: number): Promise<void> {
    for (const worker of this.#cast.offices) {
      for (const id of [...this.#open]) {
        if (this.#random.below(100) >= worker.pace) continue;
        const order = worker.terminal.see(id, this.orders);
        if (!order || !this.#concerns(order, worker)) continue;
        this.#clock.at += minuteMs / 100;
        this.#takeStep(worker, order, round);
      }
      if (!worker.terminal.isOffline(this.#clock.at)) await this.#send(worker.terminal);
    }
  }

  #concerns(order: WorkOrder, { office }: Worker): boolean {
    return office.id === this.#cast.hub.office.id || officesWithRight(order).includes(office.id);
  }

  #takeStep(worker: Worker, order: WorkOrder, round: number): void {
    const { offices } = this.#province.rules;
    const offers = availableActions(order, worker.terminal.actor, offices).filter((offer) => offer.refusal === null);
    const moment = this.#momentOf(worker, order);
    if (!moment) return;
    const type = chosen(
      offers.map((offer) => offer.type),
      moment,
    );
    if (type === null) return;
    const payload = habits[type]?.payload(moment) ?? {};
    const step: DemoStep = { by: "simulated", at: `-${round + 1}min`, type, payload };
    this.#do(worker, step, { id: this.#newId(), order });
  }

  #momentOf({ office }: Worker, order: WorkOrder): Moment | null {
    const place = this.#places.get(order.id);
    if (!place) return null;
    const { hub } = this.#province.rules.offices;
    const twin = order.state === "registered" ? this.#elsewhere(hub) : undefined;
    return {
      order,
      office: office.id,
      at: this.#clock.at,
      random: this.#random,
      ...place,
      hub,
      twin,
      truth: this.truth,
    };
  }

  /** The newest open order that is in the hands of an office below the hub. */
  #elsewhere(hub: OfficeId): WorkOrder | undefined {
    const open = [...this.#open].flatMap((id) => this.orders.get(id) ?? []);
    return open.findLast((one) => one.holder !== hub && !isEnded(one.state));
  }

  #do(
    { office, terminal }: Worker,
    step: DemoStep,
    about: Readonly<{ id: string; order: WorkOrder | undefined }>,
  ): void {
    const { at } = this.#clock;
    const { calendar } = this.#province.rules;
    const intent = demoIntent(step, {
      order: about.order,
      orderId: about.order?.id ?? orderId(about.id),
      provisionalNumber: `临-模拟-${this.#made}`,
      office: office.id,
      at,
      clock: demoClock(calendar, at),
      newId: (word) => demoUuid(`${about.id} ${word}`),
      orderNamed: (name) => orderId(name),
      fileNamed: () => {
        throw new Error("simulated offices attach nothing");
      },
    });
    const told = { id: actionId(about.id), at, order: about.order, province: this.#province };
    if (terminal.act(intent, told)) this.truth.set(told.id, at);
    else this.counts.refusedAtDesk += 1;
  }

  #newId(): string {
    this.#made += 1;
    return demoUuid(`simulated step ${this.#made} ${chinaDay(this.#clock.at)}`);
  }
}

/** The order that took over the contacts of one that was merged: it changed too. */
function mergedInto(payload: ActionEnvelope["payload"]): readonly OrderId[] {
  const { into } = payload;
  return typeof into === "string" ? [orderId(into)] : [];
}
