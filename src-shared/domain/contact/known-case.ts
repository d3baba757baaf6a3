import type { OfficeId, OrderId } from "../../kernel/ids.ts";
import { dayMs, type Instant } from "../../kernel/instant.ts";
import type { Employer } from "../work-order/classification.ts";
import { isEnded, type OrderState } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/** What intake needs of an earlier order: who called about whom, and how it stands. Telephone numbers are digits only. */
export type KnownCase = Readonly<{
  id: OrderId;
  number: string;
  title: string;
  state: OrderState;
  holder: OfficeId;
  problem: string;
  registeredAt: Instant;
  workerName: string;
  idNumber: string;
  phones: readonly string[];
  employer: Employer;
  confidential: boolean;
}>;

export function knownCaseOf(order: WorkOrder): KnownCase {
  const numbers = [...order.worker.phones, ...order.contacts.map((contact) => contact.callerNumber)];
  return {
    id: order.id,
    number: order.number ?? order.provisionalNumber,
    title: order.classification.title,
    state: order.state,
    holder: order.holder,
    problem: order.classification.problem,
    registeredAt: order.registeredAt,
    workerName: order.worker.name,
    idNumber: order.worker.idNumber,
    phones: [...new Set(numbers.map(digitsOf).filter(Boolean))],
    employer: order.employer,
    confidential: order.classification.flags.includes("confidential"),
  };
}

/** What the operator has typed so far. */
export type Typed = Readonly<{
  phones: readonly string[];
  idNumber: string;
  name: string;
  employerName: string;
  creditCode: string;
  problem: string;
}>;

/** A shorter number may be the beginning of anybody's. */
const wholeNumber = 7;

/** Earlier orders of a telephone number, newest first. @see docs/spec/intake.md IK-1 */
export function historyOf(cases: readonly KnownCase[], phone: string): readonly KnownCase[] {
  const digits = digitsOf(phone);
  if (digits.length < wholeNumber) return [];
  return newestFirst(cases.filter(({ phones }) => phones.includes(digits)));
}

export type Repeat = Readonly<{ case: KnownCase; why: "same-matter" | "same-person" | "same-employer" }>;

/**
 * Orders within so many days that may be about the same: the same person and problem first, then the same person, then
 * others of the same employer with the same problem; of each the newest first, open ones before ended ones.
 * @see docs/spec/intake.md IK-2, IK-3
 */
export function repeatsOf(
  cases: readonly KnownCase[],
  typed: Typed,
  within: Readonly<{ now: Instant; days: number }>,
): readonly Repeat[] {
  const recent = newestFirst(cases.filter((one) => one.registeredAt >= within.now - within.days * dayMs));
  const found = recent.flatMap((one): readonly Repeat[] => {
    const sameProblem = typed.problem !== "" && one.problem === typed.problem;
    if (isSamePerson(one, typed)) return [{ case: one, why: sameProblem ? "same-matter" : "same-person" }];
    return sameProblem && isSameEmployer(one, typed) ? [{ case: one, why: "same-employer" }] : [];
  });
  const rank = ({ case: one, why }: Repeat): number => whyRank[why] * 2 + (isEnded(one.state) ? 1 : 0);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

const whyRank: Readonly<Record<Repeat["why"], number>> = { "same-matter": 0, "same-person": 1, "same-employer": 2 };

function isSamePerson(one: KnownCase, typed: Typed): boolean {
  const numbers = typed.phones.map(digitsOf).filter((digits) => digits.length >= wholeNumber);
  const id = plain(typed.idNumber);
  if (numbers.some((digits) => one.phones.includes(digits))) return true;
  if (id.length === 18 && one.idNumber === id) return true;
  return typed.name.trim() !== "" && plain(one.workerName) === plain(typed.name) && isSameEmployer(one, typed);
}

function isSameEmployer({ employer }: KnownCase, typed: Typed): boolean {
  if (typed.creditCode !== "" && employer.creditCode === plain(typed.creditCode)) return true;
  return plain(typed.employerName) !== "" && plain(employer.name) === plain(typed.employerName);
}

/** Employers of earlier orders by a part of their name or credit code, each once as it was written last. */
export function employersLike(cases: readonly KnownCase[], text: string): readonly Employer[] {
  const wanted = plain(text);
  if (wanted.length < 2) return [];
  const byName = new Map<string, Employer>();
  for (const { employer } of newestFirst(cases)) {
    const name = plain(employer.name);
    const fits = name.includes(wanted) || employer.creditCode.includes(wanted);
    if (name !== "" && fits && !byName.has(name)) byName.set(name, employer);
  }
  return [...byName.values()];
}

function newestFirst(cases: readonly KnownCase[]): readonly KnownCase[] {
  return cases.toSorted((a, b) => b.registeredAt - a.registeredAt || (a.id < b.id ? 1 : -1));
}

/** `+86`, blanks and hyphens do not make it another number; full-width digits neither. */
function digitsOf(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  return digits.length === 13 && digits.startsWith("86") ? digits.slice(2) : digits;
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}
