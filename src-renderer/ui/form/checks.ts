import { tidyText } from "../../../src-shared/kernel/text.ts";
import { parseAmount } from "../format.ts";

/** What is wrong with a field; the words are in text/form.ts. */
export type FieldProblem =
  | Readonly<{ is: "required" | "choose" | "phone" | "id-number" | "id-digit" | "credit-code" | "amount" }>
  | Readonly<{ is: "date" | "date-past" }>
  | Readonly<{ is: "too-long" | "date-far"; max: string | number }>
  | Readonly<{ is: "count"; min: number }>
  | Readonly<{ is: "count-within"; min: number; max: number }>;

export type Problems = Readonly<Partial<Record<string, FieldProblem>>>;

/** What a form's values amount to: something to send, or what is wrong with which field. */
export type Checked<Payload> = Readonly<{ ok: true; payload: Payload }> | Readonly<{ ok: false; problems: Problems }>;

type Check = FieldProblem | undefined;

export function required(text: string, max: number): Check {
  const tidy = tidyText(text);
  if (tidy === "") return { is: "required" };
  return tidy.length > max ? { is: "too-long", max } : undefined;
}

export function optional(text: string, max: number): Check {
  return tidyText(text).length > max ? { is: "too-long", max } : undefined;
}

export function chosen(value: string): Check {
  return value === "" ? { is: "choose" } : undefined;
}

export function amount(text: string): Check {
  return parseAmount(text) === null ? { is: "amount" } : undefined;
}

export function wholeNumber(text: string, min: number, max?: number): Check {
  const plain = text.normalize("NFKC").trim();
  const isOne = /^\d{1,6}$/.test(plain) && Number(plain) >= min && Number(plain) <= (max ?? 100_000);
  if (isOne) return undefined;
  return max === undefined ? { is: "count", min } : { is: "count-within", min, max };
}

export function phone(text: string): Check {
  const plain = plainPhone(text);
  return plain === "" || /^[0-9+() -]{3,24}$/.test(plain) ? undefined : { is: "phone" };
}

/** A telephone number as typed with an input method, in plain digits. */
export function plainPhone(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .trim();
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A Chinese ID number: 18 characters (`id-number`) with the check digit of GB 11643 (`id-digit`); empty is fine. */
export function idNumber(text: string): Check {
  const id = text.normalize("NFKC").trim().toUpperCase();
  if (id === "") return undefined;
  if (!/^\d{17}[\dX]$/.test(id)) return { is: "id-number" };
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return "10X98765432"[sum % 11] === id[17] ? undefined : { is: "id-digit" };
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** A unified social credit code: 18 characters with the check character of GB 32100; empty is fine. */
export function creditCode(text: string): Check {
  const code = text.normalize("NFKC").trim().toUpperCase();
  if (code === "") return undefined;
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return { is: "credit-code" };
  const sum = [...code.slice(0, 17)].reduce(
    (total, character, at) => total + creditAlphabet.indexOf(character) * (3 ** at % 31),
    0,
  );
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17] ? undefined : { is: "credit-code" };
}

/** Gathers the fields that have something wrong; null when none has. */
export function problemsOf(checks: Readonly<Record<string, Check>>): Problems | null {
  const wrong = Object.entries(checks).filter(([, problem]) => problem !== undefined);
  return wrong.length > 0 ? Object.fromEntries(wrong) : null;
}
