import type { ActionType, Intent, PayloadOf } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Assignment } from "../../src-shared/domain/assignment/assignment.ts";
import type { Actor, Colleague, Decision, DecisionContext, Rules } from "../../src-shared/domain/decision.ts";
import { roles, type ActingRole, type Role } from "../../src-shared/domain/permission/role.ts";
import { knownCodes } from "../../src-shared/domain/reference/known-codes.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { OrderEvent, OrderEventType } from "../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, officeId, orderId, userId, type OfficeId } from "../../src-shared/kernel/ids.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import { chinaCalendar, defaultDictionaries, defaultPolicy, shandongOffices } from "./resources.ts";

export const hub = officeId("p37");
export const city = officeId("c3709"); // 泰安
export const county = officeId("x370902"); // 泰山区
export const otherCounty = officeId("x370982"); // 新泰
export const otherCity = officeId("c3702"); // 青岛
export const department = officeId("d3701"); // 权益保障部

const officeOf = new Map(shandongOffices().offices.map((office) => [office.id, office]));

const peopled = [hub, city, county, otherCounty, otherCity, department];
/** Colleague number `n` of an office: somebody other than the one person whom steps name by their office. */
export function aColleague(office: OfficeId, n = 1, held: readonly Role[] = ["handler"]): Colleague {
  return { id: userId(idOf("user", 100 + peopled.indexOf(office) * 10 + n)), name: `同事${n}`, office, roles: held };
}

const colleagues: readonly Colleague[] = peopled.flatMap((office) => [
  aColleague(office, 1),
  aColleague(office, 2, ["leader"]),
  aColleague(office, 3, ["operator"]),
]);

/** The rules the product ships with. */
export const shippedRules: Rules = {
  calendar: chinaCalendar(),
  policy: defaultPolicy(),
  offices: { hub, find: (id) => officeOf.get(id) },
  colleagues: { find: (id) => colleagues.find((one) => one.id === id) },
  codes: knownCodes(defaultDictionaries()),
};

/** A moment given in China time, `2026-02-12 10:00` or to the second. */
export function chinaTime(text: string): Instant {
  return Date.parse(`${text.replace(" ", "T")}${text.length > 16 ? "" : ":00"}+08:00`);
}

/** Id number `n` of one kind; ids of different kinds never meet. */
export function idOf(kind: "action" | "turn" | "contact" | "user", n: number): string {
  const marks = { action: "a", turn: "b", contact: "c", user: "d" } as const;
  return `00000000-0000-7000-8000-${marks[kind]}${n.toString(16).padStart(11, "0")}`;
}

function madeActor(office: OfficeId, held: readonly ActingRole[]): Actor {
  const id = userId(idOf("user", 1 + Math.max(0, peopled.indexOf(office))));
  return { id, name: `某${office}`, office, roles: held };
}

// Millions of random steps are taken by them, so they are made once.
const jacksOfAll = new Map(peopled.map((office) => [office, madeActor(office, roles)]));

/** A person of an office; with every role, as in a small county, unless some are named. */
export function anActor(office: OfficeId, held: readonly ActingRole[] = roles): Actor {
  return held === roles ? (jacksOfAll.get(office) ?? madeActor(office, held)) : madeActor(office, held);
}

/** What a decision looks at, at the hub on 2026-02-12 at ten in the morning unless told otherwise. */
export function aContext(told: Partial<DecisionContext> = {}): DecisionContext {
  const at = told.at ?? chinaTime("2026-02-12 10:00");
  return {
    actionId: actionId(idOf("action", 1)),
    actor: anActor(hub),
    at,
    deviceAt: at,
    receivedAt: at,
    grade: "A",
    orderNumber: null,
    rules: shippedRules,
    ...told,
  };
}

/** One step of a story: who takes it and what it says, looked up in the order as it stands. */
export type Step = (story: Story) => Readonly<{ actor: Actor; type: ActionType; payload: unknown }>;

export type Said = "applied" | "merged" | Refusal;

/** A step out of its parts; `who` is a person, or an office whose one person has every role. */
export function step<T extends ActionType>(
  who: Actor | OfficeId,
  type: T,
  payload: PayloadOf<T> | ((story: Story) => PayloadOf<T>),
): Step {
  const actor = typeof who === "string" ? anActor(who) : who;
  return (story) => ({ actor, type, payload: typeof payload === "function" ? payload(story) : payload });
}

/** Plays steps on one order through the real `decide` and `evolve`; the clock goes a minute on with each. */
export class Story {
  at: Instant;
  order: WorkOrder | undefined = undefined;
  readonly rules: Rules;
  #steps = 0;

  constructor(start = "2026-02-12 10:00", rules: Rules = shippedRules) {
    this.at = chinaTime(start);
    this.rules = rules;
  }

  /** The order, which must be there. */
  get now(): WorkOrder {
    if (!this.order) throw new Error("nothing is registered yet");
    return this.order;
  }

  get last(): OrderEvent {
    const event = this.now.timeline.at(-1);
    if (!event) throw new Error("nothing has happened yet");
    return event;
  }

  /** The last event, which must be of this type. */
  lastAs<T extends OrderEventType>(type: T): Extract<OrderEvent, { type: T }> {
    if (this.last.type !== type) throw new Error(`the last event is ${this.last.type}, not ${type}`);
    return this.last as Extract<OrderEvent, { type: T }>;
  }

  /** The last turn of an office, which must have had one. */
  turn(office: OfficeId): Assignment {
    const turn = this.now.assignments.findLast((one) => one.office === office);
    if (!turn) throw new Error(`${office} has no turn`);
    return turn;
  }

  /** The number of the step to come, for ids that are new each time. */
  get next(): number {
    return this.#steps + 1;
  }

  on(time: string): this {
    this.at = chinaTime(time);
    return this;
  }

  /** Steps that must be accepted. */
  does(...steps: readonly Step[]): this {
    for (const one of steps) {
      const said = this.tries(one);
      if (said !== "applied") throw new Error(`step ${this.#steps}, ${one(this).type}: ${said}`);
    }
    return this;
  }

  /** One step that may be refused; what was said. */
  tries(one: Step): Said {
    const decision = this.decides(one);
    this.#steps += 1;
    if (decision.verdict === "applied") {
      this.order = evolve(this.order, decision.event);
      this.at += minuteMs;
    }
    return decision.verdict === "rejected" ? decision.refusal : decision.verdict;
  }

  /** What the judge says to a step; nothing happens. */
  decides(one: Step): Decision {
    const { actor, type, payload } = one(this);
    const id = actionId(idOf("action", this.next));
    const order = this.order?.id ?? orderId(id);
    const context = aContext({ actionId: id, actor, at: this.at, rules: this.rules });
    return decide(this.order, { type, orderId: order, payload } as Intent, context);
  }
}
