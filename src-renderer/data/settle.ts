import { actionVersion, type Intent } from "../../src-shared/actions/action.ts";
import { maxNoteLength } from "../../src-shared/domain/work-order/note.ts";
import { actionId, orderId, type ActionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { tidyText } from "../../src-shared/kernel/text.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import type { SubmitResult } from "./desk-api.ts";
import { intentOf } from "./fold.ts";
import { isParked, isRefused, type LedgerEntry } from "./ledger.ts";
import { storeRefusal, submit, type SubmitParts } from "./submit.ts";

/**
 * Sends a refused step again as a new step, judged as everything else; the refused one is settled in the same write. A
 * parked one is not sent again: the province judges it by itself, and would have both.
 * @see docs/spec/outbox.md OB-13, OB-31
 */
export async function sendAgain(parts: SubmitParts, id: ActionId): Promise<SubmitResult> {
  const entry = refusedEntry(parts, id);
  if (entry && isParked(entry)) return { ok: false, refusal: "unknown-action" };
  const intent = entry ? intentOf(entry.step) : null;
  if (intent === null) return { ok: false, refusal: "malformed" };
  return submit(parts, renewed(intent, parts), { along: settled(id) });
}

/** What goes to the journal with the step that takes the place of a refused one. */
function settled(id: ActionId): (at: Instant) => readonly JournalEntry[] {
  return (at) => [{ kind: "settled", actionId: id, at }];
}

/**
 * Turns a refused step into a note of its words (改为记一笔), in one write. It says what its author had seen when they did
 * the work, so that it counts as done then: also where the order has gone to another office meanwhile. Words that are too
 * many for one note become several, one after the other. Of a parked step the province would have both.
 * @see docs/spec/late.md LT-12, LT-14, docs/spec/receipts.md RC-31
 */
export async function asNote(parts: SubmitParts, id: ActionId, text: string): Promise<SubmitResult> {
  const entry = refusedEntry(parts, id);
  if (!entry) return { ok: false, refusal: "nothing-changed" };
  if (isParked(entry)) return { ok: false, refusal: "unknown-action" };
  const { orderId: order, baseVersion: seen } = entry.step;
  const [first = "", ...rest] = piecesOf(tidyText(text));
  const evidence = await parts.clock.evidence();
  const more = rest.map((piece): Step => {
    const payload = { ...otherNote, text: piece };
    const by = { deviceId: parts.device, userId: parts.account } as const;
    const what = { orderId: order, type: "note", baseVersion: seen, actionVersion, payload } as const;
    return { id: actionId(parts.newId()), ...by, ...what, attachments: [], evidence };
  });
  const along = (at: Instant): readonly JournalEntry[] => [
    ...more.map((step) => ({ kind: "step", step, at }) as const),
    ...settled(id)(at),
  ];
  return submit(parts, { type: "note", orderId: order, payload: { ...otherNote, text: first } }, { along, seen });
}

const otherNote = { kind: "other", contactedWorker: false } as const;

/** A text in pieces that a note takes, cut at the end of a line where there is one, and never within a character. */
function piecesOf(text: string): readonly string[] {
  if (text.length <= maxNoteLength) return [text];
  const lineEnd = text.lastIndexOf("\n", maxNoteLength);
  const whole = text.slice(0, maxNoteLength).replace(/[\uD800-\uDBFF]$/, "").length;
  const end = lineEnd > maxNoteLength / 2 ? lineEnd : whole;
  return [text.slice(0, end), ...piecesOf(text.slice(end).trimStart())];
}

/** A registration makes its order's id, so a second one needs another. */
function renewed(intent: Intent, parts: SubmitParts): Intent {
  return intent.type === "register" ? { ...intent, orderId: orderId(parts.newId()) } : intent;
}

/**
 * Gives up a refused step: an action of its own, so that the record says who did, where the order is known; a step on an
 * order that never came to be is only settled here. Not so a parked one: the province, which is not told, would judge it.
 * @see docs/spec/receipts.md RC-31
 */
export async function setAside(parts: SubmitParts, id: ActionId, reason: string): Promise<SubmitResult> {
  const entry = refusedEntry(parts, id);
  if (!entry) return { ok: false, refusal: "nothing-changed" };
  const intent: Intent = { type: "set-aside", orderId: entry.step.orderId, payload: { action: id, reason } };
  const result = await submit(parts, intent, { along: settled(id) });
  const isOnlyHere = !result.ok && result.refusal === "no-such-order" && !isParked(entry);
  return isOnlyHere ? settleHere(parts, entry) : result;
}

async function settleHere(parts: SubmitParts, entry: LedgerEntry): Promise<SubmitResult> {
  const { id, orderId: order } = entry.step;
  const at = parts.clock.now();
  try {
    await parts.outbox.exclusive(() => parts.outbox.append([{ kind: "settled", actionId: id, at }]));
  } catch (fault) {
    return { ok: false, refusal: storeRefusal(fault) };
  }
  return { ok: true, actionId: id, orderId: order };
}

function refusedEntry(parts: SubmitParts, id: ActionId): LedgerEntry | null {
  const entry = parts.outbox.ledger().entries.get(id);
  return entry && isRefused(entry) ? entry : null;
}
