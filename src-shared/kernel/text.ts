import { Type } from "typebox";

// What has no place in a person's words: control characters (PostgreSQL refuses \u0000, printers the others; tab and
// line feed stay), and the marks that turn the writing direction, with which a name can pretend to be another.
const refused = "\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069";
const plain = `[^${refused}]`;
const strange = new RegExp(`[${refused}]`, "g");

/** How deep a value may nest to be stored; our own shapes need six. */
const deepest = 16;

/** Schema of a text that may be empty: nothing that cannot be stored or printed, at most `max` characters. */
export function optionalText(max: number): Type.TString {
  return Type.String({ maxLength: max, pattern: `^${plain}*$` });
}

/** Schema of a text that says something: at least one character that is not white space. */
export function requiredText(max: number): Type.TString {
  return Type.String({ minLength: 1, maxLength: max, pattern: `^(?=[\\s\\S]*\\S)${plain}*$` });
}

/**
 * What a person typed, made storable: composed (NFC), line ends as `\n`, no half surrogate pairs, no white space at the
 * ends, and none of the characters that the schemas above refuse. Rare characters and `·` stay as they are.
 * @see docs/spec/kernel.md KE-10 to KE-13
 */
export function tidyText(text: string): string {
  return composed(text.toWellFormed())
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(strange, "")
    .trim();
}

// [Note: names keep their characters] NFC replaces compatibility ideographs by their unified twins (U+F92C 郎 becomes
// U+90CE). A name on an identity card has one of the two, and it is not ours to choose.
function composed(text: string): string {
  return text.replace(/[^\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]+/gu, (run) => run.normalize("NFC"));
}

/** `tidyText` for every text inside a value; the shape stays. */
export function tidyDeep(value: unknown): unknown {
  if (typeof value === "string") return tidyText(value);
  if (Array.isArray(value)) return value.map(tidyDeep);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tidyDeep(member)]));
}

/**
 * Whether a value from outside can be stored: no half surrogate pair and no NUL in any text or key, which JSON may carry
 * and a database refuses, and no nesting that would exhaust a stack. Ask before hashing or storing.
 * @see docs/spec/kernel.md KE-14
 */
export function isStorable(value: unknown): boolean {
  return isStorableAt(value, 0);
}

function isStorableAt(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  if (typeof value !== "object" || value === null) return true;
  if (depth >= deepest) return false;
  const within = (member: unknown): boolean => isStorableAt(member, depth + 1);
  if (Array.isArray(value)) return value.every(within);
  return Object.entries(value).every(([key, member]) => isStorableAt(key, depth) && within(member));
}
