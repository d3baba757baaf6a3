import { createHash } from "node:crypto";

import { signedText, type ActionEnvelope, type Step } from "../../src-shared/protocol/action-envelope.ts";

export type Place = Readonly<{ seq: number; previousHash: string }>;

/** Seals a step of a device that the province itself holds the key of; `hash` goes into the next one's chain. */
export function sealStep(
  step: Step,
  place: Place,
  sign: (text: string) => string,
): Readonly<{ action: ActionEnvelope; hash: string }> {
  const unsigned = { ...step, ...place };
  const text = signedText(unsigned);
  const hash = createHash("sha256").update(text).digest("hex");
  return { action: { ...unsigned, signature: sign(text) }, hash };
}
