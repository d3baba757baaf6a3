import type { Language } from "../../src-shared/domain/reference/dictionary.ts";
import { chinaDay, toChinaText, type Instant } from "../../src-shared/kernel/instant.ts";

/** Cents as people write them: `10,660.00`. */
export function formatAmount(cents: number): string {
  const [whole = "0", part = "00"] = (cents / 100).toFixed(2).split(".");
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${part}`;
}

/** Cents with their unit: `10,660.00 元`. */
export function formatMoney(cents: number, language: Language): string {
  return `${formatAmount(cents)} ${language === "en" ? "yuan" : "元"}`;
}

/** Yuan as typed, in cents; null when it is no amount. Commas, full-width digits and an empty text (0) are taken. */
export function parseAmount(text: string): number | null {
  const plain = text.normalize("NFKC").replaceAll(",", "").trim();
  if (plain === "") return 0;
  if (!/^\d{1,11}(\.\d{1,2})?$/.test(plain)) return null;
  const [whole = "0", part = ""] = plain.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** Bytes as people say them: `2.4 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A moment in the shortest form that is not ambiguous today: `14:20` today, `03-02 08:40` this year, else in full. */
export function formatMoment(at: Instant, now: Instant): string {
  const text = toChinaText(at);
  if (chinaDay(at) === chinaDay(now)) return text.slice(11);
  return text.slice(0, 4) === chinaDay(now).slice(0, 4) ? text.slice(5) : text;
}

/** A name with all but its first character hidden: `张*`; `·` names keep the first part's first character. */
export function maskName(name: string): string {
  const [first = ""] = name;
  return name === "" ? "" : `${first}*`;
}

/** A telephone number with its middle hidden: `138****1234`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, "");
  return digits.length < 7 ? "*".repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** An ID number with its birthday hidden: `110101********1234`; what is too short for one is hidden whole. */
export function maskIdNumber(id: string): string {
  return id.length < 15 ? "*".repeat(id.length) : `${id.slice(0, 6)}********${id.slice(-4)}`;
}
