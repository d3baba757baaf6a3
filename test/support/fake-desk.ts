import { knownCaseOf } from "../../src-shared/domain/contact/known-case.ts";
import { BehaviorSubject, map, of } from "rxjs";

import type { Intent } from "../../src-shared/actions/action.ts";
import { availableActions } from "../../src-shared/actions/available-actions.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import { attachmentTypes, maxAttachmentBytes } from "../../src-shared/domain/work-order/attachment.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import {
  actionId,
  deviceId,
  orderId,
  sha256,
  type ActionId,
  type OfficeId,
  type OrderId,
} from "../../src-shared/kernel/ids.ts";
import type { Receipt, Verdict } from "../../src-shared/protocol/sync.ts";
import type { Desk, OrderView, QueuedStep, SubmitResult, SyncStatus } from "../../src-renderer/data/desk-api.ts";
import { fakeChecks } from "./fake-checks.ts";
import type { HandedOver } from "../../src-renderer/data/stub.ts";
import { countsOf, pageOf } from "./fake-lists.ts";
import { fakeFiles, type FakeFiles } from "./fake-files.ts";
import { fakeCourier, type FakeCourier } from "./fake-courier.ts";
import { fakeAdministration } from "./fake-administration.ts";
import { fakeId, fakeNow, newProvisional } from "./fake-orders.ts";
import { receiptOf } from "./fake-receipt.ts";
import { fakeReference, fakeRules } from "./fake-reference.ts";

type State = Readonly<{
  orders: ReadonlyMap<OrderId, WorkOrder>;
  queue: readonly QueuedStep[];
  receipts: ReadonlyMap<string, Receipt>;
  drafts: ReadonlyMap<string, unknown>;
  sync: SyncStatus;
}>;

const quiet: SyncStatus = {
  line: "online",
  trouble: null,
  unsent: 0,
  sending: false,
  refused: 0,
  offlineSince: null,
  lastContactAt: fakeNow,
  lastEmptiedAt: fakeNow,
  firstSync: null,
  upload: null,
  uploads: [],
  stuckFiles: [],
  clockOffMinutes: null,
  recovered: null,
  journalDamage: null,
  happened: [],
  audit: null,
  space: "roomy",
  locked: false,
};

/** A desk in memory: real decisions and real folding over given orders, a line that can be cut, and nothing on disk. */
export type FakeDesk = Desk &
  Readonly<{
    submitted: readonly Intent[];
    /** The orders that the screen said were open before the person. */
    wereOpened: readonly OrderId[];
    administration: ReturnType<typeof fakeAdministration>;
    courier: FakeCourier;
    files: FakeFiles;
    cut: () => void;
    restore: () => void;
    /** Makes the province refuse a queued step, or keep it for its update. */
    refuse: (step: string, code: Refusal, verdict?: "rejected" | "parked") => void;
    /** Makes the province answer a queued step with a verdict that this version does not know. */
    answerNewly: (step: string, verdict: string) => void;
    /** Changes what the sync state says. */
    say: (part: Partial<SyncStatus>) => void;
    /** Makes an order be as it became elsewhere. */
    put: (order: WorkOrder) => void;
    /** Makes an order one that was handed over to an office; `takeAway` then deletes its copy. */
    handOver: (id: OrderId, to: OfficeId) => void;
    takeAway: (id: OrderId) => void;
  }>;

export function fakeDesk(actor: Actor, orders: readonly WorkOrder[]): FakeDesk {
  const state$ = new BehaviorSubject<State>({
    orders: new Map(orders.map((order) => [order.id, order])),
    queue: [],
    receipts: new Map(),
    drafts: new Map(),
    sync: quiet,
  });
  const submitted: Intent[] = [];
  const set = (part: Partial<State>): void => state$.next({ ...state$.value, ...part });
  const say = (part: Partial<SyncStatus>): void => set({ sync: { ...state$.value.sync, ...part } });
  const recount = (): void => {
    const { queue } = state$.value;
    const isRefused = (one: QueuedStep): boolean => one.stage === "refused" && one.receipt?.verdict !== "parked";
    const unsent = queue.filter((one) => one.stage === "saved").length;
    say({ unsent, refused: queue.filter(isRefused).length });
  };
  const opened: OrderId[] = [];
  const handedOver = new Map<OrderId, HandedOver>();
  let now = fakeNow;

  const submit = async (intent: Intent): Promise<SubmitResult> => {
    const id = actionId(intent.type === "register" ? intent.orderId : fakeId());
    now += 60_000;
    const context = {
      actionId: id,
      actor,
      at: now,
      deviceAt: now,
      receivedAt: null,
      grade: null,
      orderNumber: null,
      rules: fakeRules,
    };
    const order = state$.value.orders.get(intent.orderId);
    const decision = decide(order, intent, context);
    if (decision.verdict === "rejected") return { ok: false, refusal: decision.refusal };
    submitted.push(intent);
    const step = stepOf(intent, id, order?.version ?? 0);
    const queued: QueuedStep = { step, savedAt: now, seq: null, stage: "saved", forecast: null, receipt: null };
    const folded = decision.verdict === "applied" ? evolve(order, decision.event) : order;
    const changed = new Map(state$.value.orders);
    if (folded) changed.set(folded.id, folded);
    set({ orders: changed, queue: [...state$.value.queue, queued] });
    recount();
    if (state$.value.sync.line === "online") deliver();
    return { ok: true, actionId: id, orderId: intent.orderId };
  };

  const deliver = (): void => {
    const receipts = new Map(state$.value.receipts);
    for (const one of state$.value.queue) receipts.set(one.step.id, receiptOf(one, receipts.size + 1, now));
    set({ queue: state$.value.queue.filter((one) => one.stage === "refused"), receipts });
    recount();
  };

  const stepOf = (intent: Intent, id: ReturnType<typeof actionId>, baseVersion: number): QueuedStep["step"] => ({
    id,
    deviceId: deviceId("00000000-0000-7000-8000-0000000000dd"),
    userId: actor.id,
    orderId: intent.orderId,
    type: intent.type,
    baseVersion,
    actionVersion: 1,
    payload: { ...intent.payload },
    attachments: [],
    evidence: {
      token: "",
      bootId: "b",
      uptimeMs: 0,
      tokenUptimeMs: 0,
      tokenBootId: "b",
      wallClock: now,
      tokenWallClock: now,
      counter: "page",
    },
  });

  const settle = (action: ActionId): void => {
    set({ queue: state$.value.queue.filter((one) => one.step.id !== action) });
    recount();
  };
  const answer = (step: string, stage: QueuedStep["stage"], receipt: Partial<Receipt>): void => {
    const answered = (one: QueuedStep): QueuedStep =>
      one.step.id === step ? { ...one, stage, receipt: { ...receiptOf(one, 7, now), ...receipt } } : one;
    set({ queue: state$.value.queue.map(answered) });
    recount();
  };
  const isOffline = (): boolean => state$.value.sync.line === "offline";
  const administration = fakeAdministration(orders, () => now, isOffline);
  return {
    submitted,
    wereOpened: opened,
    say,
    put: (order) => set({ orders: new Map(state$.value.orders).set(order.id, order) }),
    handOver: (id, to) => void handedOver.set(id, { at: now, to }),
    takeAway: (id) => set({ orders: new Map([...state$.value.orders].filter(([one]) => one !== id)) }),
    cut: () => say({ line: "offline", offlineSince: now, trouble: "unreachable" }),
    restore: () => {
      say({ line: "online", offlineSince: null, trouble: null, lastContactAt: now });
      deliver();
    },
    refuse: (step, code, verdict = "rejected") => answer(step, "refused", { verdict, code }),
    answerNewly: (step, verdict) => answer(step, "received", { verdict: verdict as Verdict }),
    profile: {
      userId: actor.id,
      username: "demo",
      name: actor.name,
      office: actor.office,
      officeName: fakeRules.offices.find(actor.office)?.name ?? "",
      roles: actor.roles.filter((role) => role !== "province-itself"),
      hub: fakeReference.hub,
    },
    actor,
    reference: fakeReference,
    rules: fakeRules,
    now: () => now,
    newId: fakeId,
    submit,
    register: (order) =>
      submit({
        type: "register",
        orderId: orderId(fakeId()),
        payload: { ...order, provisionalNumber: newProvisional() },
      }),
    withdraw: async (action) => {
      const { queue } = state$.value;
      if (!queue.some((one) => one.step.id === action && one.stage === "saved")) return "too-late";
      set({ queue: queue.filter((one) => one.step.id !== action) });
      recount();
      return "done";
    },
    attach: async (order, file, caption) => {
      if (file.size > maxAttachmentBytes) return { ok: false, refusal: "file-too-large" };
      const type = attachmentTypes.find((one) => one === file.type);
      if (!type) return { ok: false, refusal: "file-type" };
      const hash = sha256(fakeId().replaceAll("-", "").padEnd(64, "0"));
      const attachment = { sha256: hash, name: file.name, type, size: file.size, evidence: "other", caption };
      const result = await submit({ type: "attach", orderId: order, payload: { attachment } });
      if (!result.ok) return result;
      return { ok: true, attachment: { ...attachment, addedBy: actor.name, addedAt: now, stored: false } };
    },
    files: fakeFiles(),
    pauseUploads: async (files, isPaused) =>
      say({
        uploads: state$.value.sync.uploads.map((one) =>
          files.includes(one.sha256) ? { ...one, stage: isPaused ? "paused" : "waiting" } : one,
        ),
      }),
    sendAgain: async (action) => {
      settle(action);
      return { ok: true, actionId: action, orderId: orderId(fakeId()) };
    },
    asNote: async (action, text) => {
      const one = state$.value.queue.find(({ step }) => step.id === action);
      settle(action);
      if (!one) return { ok: false, refusal: "nothing-changed" };
      const payload = { kind: "other", text, contactedWorker: false } as const;
      return submit({ type: "note", orderId: one.step.orderId, payload });
    },
    setAside: async (action) => {
      settle(action);
      return { ok: true, actionId: action, orderId: orderId(fakeId()) };
    },
    opened: (id) => void opened.push(id),
    handedOver: async (id) => handedOver.get(id) ?? null,
    order$: (id) => state$.pipe(map((state) => viewOf(state, id, actor))),
    orders$: (query) => state$.pipe(map((state) => pageOf(state, query, actor))),
    knownCases: async () => [...state$.value.orders.values()].map(knownCaseOf),
    counts$: state$.pipe(map((state) => countsOf(state, actor))),
    queue$: state$.pipe(map((state) => state.queue)),
    sync$: state$.pipe(map((state) => state.sync)),
    reference$: new BehaviorSubject(fakeReference),
    facts: { version: "0.1.0", platform: "test", serverUrl: "https://province.test", deviceName: "desk" },
    diagnose: () => of(fakeChecks),
    syncNow: () => undefined,
    holdFirstSync: (held) => {
      const { firstSync } = state$.value.sync;
      if (firstSync !== null) say({ firstSync: { ...firstSync, held } });
    },
    dismissRecovery: () => say({ recovered: null }),
    dismissDamage: () => say({ journalDamage: null }),
    dismissHappening: (what) => say({ happened: state$.value.sync.happened.filter((one) => one.what !== what) }),
    drafts: {
      read: async (key) => state$.value.drafts.get(key),
      write: async (key, value) => set({ drafts: new Map(state$.value.drafts).set(key, value) }),
      clear: async (key) => {
        const drafts = new Map(state$.value.drafts);
        drafts.delete(key);
        set({ drafts });
      },
      list$: state$.pipe(map((state) => [...state.drafts.keys()].map((key) => ({ key, at: now })))),
    },
    administration,
    courier: fakeCourier(),
    signInAgain: async (password) =>
      password === "wrong" ? { ok: false, trouble: "wrong-credentials", retryAfterMs: null } : { ok: true },
    signOut: async () => undefined,
    close: async () => undefined,
  };
}

function viewOf(state: State, id: OrderId, actor: Actor): OrderView | null {
  const order = state.orders.get(id);
  if (!order) return null;
  const receipts = new Map([...state.receipts].map(([key, receipt]) => [actionId(key), receipt]));
  return {
    order,
    queued: state.queue.filter((one) => one.step.orderId === id),
    receipts,
    offered: availableActions(order, actor, fakeRules.offices),
    mirroredAt: fakeNow,
  };
}
