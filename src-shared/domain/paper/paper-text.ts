import { readPaperCode, type PaperCode } from "./paper-code.ts";
import { paperNameText, readPaperName, type PaperName } from "./paper-kind.ts";

/** What a paper says of itself. Who types number and code by hand need not say which version and which paper it is. */
export type PaperClaim = Readonly<{
  number: string;
  code: PaperCode;
  version: number | null;
  paper: PaperName | null;
}>;

/** Why a text that is meant to be a paper's cannot be looked up. */
export type PaperFault = "code-mistyped" | "number-missing" | "unreadable";

const hotline = "12351";

/**
 * `12351:37-2026-000123:17:ORDER:ABCDEFGHJKMNPQRS`: what the QR code says. Digits, capitals and marks that QR codes pack
 * tightest; nothing of a person.
 */
export function paperText(
  claim: Readonly<{ number: string; version: number; paper: PaperName; code: PaperCode }>,
): string {
  const { number, version, paper, code } = claim;
  return [hotline, number, version, paperNameText(paper), code.replaceAll("-", "")].join(":");
}

/**
 * What was scanned, or typed as number and code, whatever width, case and separators; scanners type through the input
 * method that is on. Null for a text that is no paper's: it is searched for like any other.
 * @see docs/spec/paper-check.md PC-10 to PC-12
 */
export function readPaperText(text: string): PaperClaim | PaperFault | null {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll("。", ".")
    .replace(/[‐-―−]/g, "-")
    .trim();
  if (plain.startsWith(`${hotline}:`)) return readScanned(plain);
  const [, number = "", code = ""] = typed.exec(plain) ?? [];
  if (code === "") return begun.test(plain) ? "code-mistyped" : null;
  const read = readPaperCode(code);
  if (read === null) return "code-mistyped";
  return number === "" ? "number-missing" : { number, code: read, version: null, paper: null };
}

/** Four groups of four at the end, after the number of an order or after nothing. */
const typed = /^(?:(\d{2}-\d{4}-\d{6,})[\s:,;/]*)?((?:[0-9A-Z]{4}[ -]+){3}[0-9A-Z]{4}|(?<=[\s:,;/])[0-9A-Z]{16})$/;
/** A number with most of a code behind it: somebody is typing one, or has lost a character. */
const begun = /^\d{2}-\d{4}-\d{6,}[\s:,;/]+[0-9A-Z][0-9A-Z -]{5,}$/;
const scanned = /^12351:(\d{2}-\d{4}-\d{6,}):([1-9]\d{0,5}):([A-Z.\d-]+):([0-9A-Z]{16})$/;

function readScanned(plain: string): PaperClaim | PaperFault {
  const [, number = "", version = "", name = "", code = ""] = scanned.exec(plain.replace(/\s/g, "")) ?? [];
  const paper = readPaperName(name);
  if (paper === null) return "unreadable";
  const read = readPaperCode(code);
  return read === null ? "unreadable" : { number, code: read, version: Number(version), paper };
}
