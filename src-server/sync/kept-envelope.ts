import { Type } from "typebox";
import Value from "typebox/value";

import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";
import { sealSchema, stepSchema, type ActionEnvelope, type Step } from "../../src-shared/protocol/action-envelope.ts";
import type { Sealed } from "./check-seal.ts";

/** The action as received, with its signature: what the log keeps. */
export function envelopeText(action: ActionEnvelope, sealed: Sealed): string {
  return sealed.isReadable ? `{"signature":${JSON.stringify(action.signature)},"signed":${sealed.text}}` : sealed.text;
}

const { seq, previousHash, signature } = sealSchema.properties;
const keptSchema = Type.Object({ signature, signed: Type.Object({ ...stepSchema.properties, seq, previousHash }) });

/** The action that the log keeps; null for one that was unreadable as it came. */
export function keptAction(envelope: string): ActionEnvelope | null {
  const kept: unknown = JSON.parse(envelope);
  return Value.Check(keptSchema, kept) ? { ...kept.signed, signature: kept.signature } : null;
}

/** What a step says, without where and when it was sealed: the same from whichever device of its author it comes. */
export function contentOf({
  id,
  userId,
  orderId,
  type,
  baseVersion,
  actionVersion,
  payload,
  attachments,
}: Step): string {
  return canonicalJson({ id, userId, orderId, type, baseVersion, actionVersion, payload, attachments });
}
