import { actionVersion, parseIntent, type Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, type ActionId, type DeviceId, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { tidyDeep } from "../../src-shared/kernel/text.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import { asUnavailable } from "../platform/unavailable.ts";
import type { SubmitResult } from "./desk-api.ts";
import { fold, goesAfter, type Judge } from "./fold.ts";
import { entriesOf, isHereAlone, type Ledger } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import type { Outbox } from "./outbox.ts";
import type { ProvinceClock } from "./province-clock.ts";

export type SubmitParts = Readonly<{
  outbox: Outbox;
  mirror: Pick<Mirror, "order" | "handedOver">;
  clock: ProvinceClock;
  judge: () => Judge;
  device: DeviceId;
  account: UserId;
  newId: () => string;
}>;

/**
 * `along`: entries that go to the journal in the same write as the step: a refused step that this one replaces. `seen`:
 * the version of the order that its author had before them, where that is not the copy's.
 */
type More = Readonly<{ along?: (at: Instant) => readonly JournalEntry[]; seen?: number }>;

/**
 * The write door: tidies what was typed, judges it with the server's own `decide` on top of all earlier steps, stamps
 * who and when, and answers `ok` only after the journal has it on the disk.
 * @see docs/spec/outbox.md OB-1 to OB-3
 */
export function submit(parts: SubmitParts, intent: Intent, more: More = {}): Promise<SubmitResult> {
  return submitNext(parts, () => intent, more);
}

/** The same for a step that depends on what has been saved before it: `make` is called when its turn has come. */
export async function submitNext(
  parts: SubmitParts,
  make: (ledger: Ledger) => Intent,
  more: More = {},
): Promise<SubmitResult> {
  try {
    return await parts.outbox.exclusive(() => saveStep(parts, make(parts.outbox.ledger()), more));
  } catch (fault) {
    return { ok: false, refusal: storeRefusal(fault) };
  }
}

/** What the screen says when the journal does not take a line. */
export function storeRefusal(fault: unknown): "no-room" | "local-store" {
  return asUnavailable(fault).reason === "disk-full" ? "no-room" : "local-store";
}

async function saveStep(parts: SubmitParts, intent: Intent, more: More): Promise<SubmitResult> {
  const tidy = parseIntent({ ...intent, payload: tidyDeep(intent.payload) });
  if (tidy === null) return { ok: false, refusal: "malformed" };
  const id = tidy.type === "register" ? actionId(tidy.orderId) : actionId(parts.newId());
  const stored = await parts.mirror.order(tidy.orderId);
  const at = parts.clock.now();
  const seen = more.seen ?? stored?.order.version ?? 0;
  const refusal = await refusalOf(parts, { intent: tidy, id, at, seen, mirrored: stored?.order });
  if (refusal !== null) return { ok: false, refusal };
  const step: Step = {
    id,
    deviceId: parts.device,
    userId: parts.account,
    orderId: tidy.orderId,
    type: tidy.type,
    baseVersion: seen,
    actionVersion,
    payload: tidy.payload,
    attachments: attachmentsOf(tidy),
    evidence: await parts.clock.evidence(),
  };
  await parts.outbox.append([{ kind: "step", step, at }, ...(more.along?.(at) ?? [])]);
  return { ok: true, actionId: id, orderId: step.orderId };
}

type Proposal = Readonly<{
  intent: Intent;
  id: ActionId;
  at: Instant;
  seen: number;
  mirrored: WorkOrder | undefined;
}>;

async function refusalOf(parts: SubmitParts, proposal: Proposal): Promise<Refusal | null> {
  const refusal = judged(parts, proposal);
  const { type, orderId } = proposal.intent;
  if (refusal !== "no-such-order" || !goesAfter(type)) return refusal;
  return (await parts.mirror.handedOver(orderId)) === null ? refusal : null;
}

function judged(parts: SubmitParts, { intent, id, at, seen, mirrored }: Proposal): Refusal | null {
  const judge = parts.judge();
  const { order } = fold(mirrored, entriesOf(parts.outbox.ledger(), intent.orderId), judge);
  const decision = decide(order, intent, {
    actionId: id,
    actor: judge.actor,
    at,
    deviceAt: at,
    receivedAt: null,
    grade: null,
    baseVersion: seen,
    orderNumber: null,
    rules: judge.rules,
  });
  if (decision.verdict === "rejected") return decision.refusal;
  if (decision.verdict === "applied") return null;
  return intent.type === "attach" ? "file-known" : "nothing-changed";
}

function attachmentsOf(intent: Intent): Sha256[] {
  return intent.type === "attach" ? [intent.payload.attachment.sha256] : [];
}

/**
 * Takes back a step that has never been sealed, with nothing left of it; false when it is too late.
 * @see docs/spec/outbox.md OB-4, OB-42
 */
export function withdraw(parts: SubmitParts, id: ActionId): Promise<boolean> {
  return parts.outbox.exclusive(async () => {
    const entry = parts.outbox.ledger().entries.get(id);
    if (!entry || !isHereAlone(entry)) return false;
    await parts.outbox.append([{ kind: "withdrawn", actionId: id, at: parts.clock.now() }]);
    return true;
  });
}
