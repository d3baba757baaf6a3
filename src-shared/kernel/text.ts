import { Type } from "typebox";

// NUL and its neighbours cannot be stored (PostgreSQL refuses \u0000) nor printed; tab and line feed stay.
const plain = "[^\\u0000-\\u0008\\u000B-\\u001F\\u007F]";

/** Schema of a text that may be empty: no control characters, at most `max` UTF-16 units. */
export function optionalText(max: number): Type.TString {
  return Type.String({ maxLength: max, pattern: `^${plain}*$` });
}

/** Schema of a text that says something: at least one character that is not white space. */
export function requiredText(max: number): Type.TString {
  return Type.String({ minLength: 1, maxLength: max, pattern: `^(?=[\\s\\S]*\\S)${plain}*$` });
}

/**
 * What a person typed, made storable: composed (NFC), line ends as `\n`, no control characters, no half surrogate
 * pairs, no white space at the ends. Rare characters and `·` stay as they are.
 */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "")
    .trim();
}

/** `tidyText` for every text inside a value; the shape stays. */
export function tidyDeep(value: unknown): unknown {
  if (typeof value === "string") return tidyText(value);
  if (Array.isArray(value)) return value.map(tidyDeep);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tidyDeep(member)]));
}

/** Whether every text inside a value can be stored: JSON may carry half surrogate pairs and NUL that a database refuses. */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member));
}
