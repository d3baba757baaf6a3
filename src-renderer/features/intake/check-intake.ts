import { contactId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import type { Desk, NewOrder } from "../../data/desk-api.ts";
import { optional, phone, plainPhone, problemsOf, type Checked } from "../../ui/form/checks.ts";
import { caseOf, checkCase } from "./check-case.ts";
import {
  checkEnding,
  closingOf,
  contactMarks,
  isShort,
  problemOfEnding,
  type Closing,
  type Ending,
  type ShortEnding,
} from "./ending.ts";
import { emptyCase, type CaseValues, type IntakeValues } from "./intake-values.ts";

export type Registration = Readonly<{ order: NewOrder; closing: Closing | null }>;

/** What the form writes where a call is registered with hardly a field: its title, and what stands as the answer. */
export type ShortWords = Readonly<Record<ShortEnding, Readonly<{ title: string; answer: string }>>>;

/**
 * Checks a registration: the whole case, or of a contact of which no order comes only what the form asks for then.
 * @see docs/spec/intake.md IK-7, IK-8, IK-9
 */
export function checkIntake(
  values: IntakeValues,
  { desk, words }: Readonly<{ desk: Desk; words: ShortWords }>,
): Checked<Registration> {
  const { ending = "order" } = values;
  const short = isShort(ending) ? words[ending] : null;
  const facts = short !== null && isShort(ending) ? shortCase(values, ending, short.title) : values;
  const problems = problemsOf({
    caller: optional(values.caller, 100),
    callerNumber: phone(values.callerNumber),
    line: optional(values.line, 40),
    ...checkCase(facts),
    ...checkEnding(ending, values),
  });
  if (problems) return { ok: false, problems };
  const order = { ...caseOf(facts), contact: contactOf(values, ending, desk) };
  return { ok: true, payload: { order, closing: closingOf(ending, values, short?.answer ?? "") } };
}

/** What is asked for is kept, what the form does not show then is not. */
function shortCase(values: IntakeValues, ending: ShortEnding, title: string): CaseValues {
  return {
    ...emptyCase,
    name: values.caller,
    phone: values.callerNumber,
    facts: tidyText(values.facts) === "" ? title : values.facts,
    title,
    class: ending === "thanks" ? "suggestion" : "consultation",
    problem: problemOfEnding[ending],
    flags: tidyText(values.caller) === "" ? ["anonymous"] : [],
  };
}

function contactOf(values: IntakeValues, ending: Ending, desk: Desk): NewOrder["contact"] {
  return {
    id: contactId(desk.newId()),
    channel: values.channel,
    receivedAt: desk.now(),
    caller: tidyText(values.caller),
    callerNumber: plainPhone(values.callerNumber),
    line: tidyText(values.line),
    callSatisfaction: Number(values.callSatisfaction),
    ...contactMarks(ending),
  };
}
