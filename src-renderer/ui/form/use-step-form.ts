import { useState } from "react";

import type { Checked, Problems } from "./checks.ts";

/** A draft as the data layer keeps it: what is written, how to change it, how to drop it. */
export type FormDraft<Values> = Readonly<{
  value: Values;
  set: (value: Values) => void;
  clear: () => Promise<void>;
}>;

type Outcome = Readonly<{ ok: true }> | Readonly<{ ok: false; refusal: string }>;

export type StepForm<Values> = Readonly<{
  values: Values;
  /** Changes some fields; the draft follows. */
  change: (part: Partial<Values>) => void;
  problems: Problems;
  refusal: string | null;
  saving: boolean;
  submit: () => void;
  /** How often a submit found something wrong: the frame then focuses the first wrong field. */
  failures: number;
}>;

type Options<Values, Payload, Done extends Outcome> = Readonly<{
  draft: FormDraft<Values>;
  check: (values: Values) => Checked<Payload>;
  send: (payload: Payload) => Promise<Done>;
  onSent: (outcome: Extract<Done, { ok: true }>) => void;
}>;

/**
 * One step's form: its values are a draft all the time; it is checked on submit and from then on while one types; a step
 * that is saved drops the draft.
 */
export function useStepForm<Values extends object, Payload, Done extends Outcome>(
  options: Options<Values, Payload, Done>,
): StepForm<Values> {
  const { draft, check, send, onSent } = options;
  const values = draft.value;
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [failures, setFailures] = useState(0);
  const checked = check(values);
  const submit = async (): Promise<void> => {
    setTried(true);
    setRefusal(null);
    if (!checked.ok) return setFailures(failures + 1);
    setSaving(true);
    try {
      const outcome = await send(checked.payload);
      if (isSent(outcome)) {
        // The step is in the journal: that is said first. A draft that cannot be dropped now is dropped another time.
        onSent(outcome);
        await draft.clear().catch(() => undefined);
      } else setRefusal(refusalOf(outcome));
    } finally {
      setSaving(false);
    }
  };
  return {
    values,
    change: (part) => draft.set({ ...values, ...part }),
    problems: tried && !checked.ok ? checked.problems : {},
    refusal,
    saving,
    submit: () => {
      if (!saving) void submit();
    },
    failures,
  };
}

function isSent<Done extends Outcome>(outcome: Done): outcome is Extract<Done, { ok: true }> {
  return outcome.ok;
}

function refusalOf(outcome: Outcome): string | null {
  return outcome.ok ? null : outcome.refusal;
}
