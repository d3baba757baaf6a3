/** Digits and capitals without those that are taken for each other: no 0 and O, no 1, I and L. There are 31: a prime. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const digits = 15;

/** `ABCD-EFGH-JKMN-PQRS`: what a person reads on a sheet, and types. */
export type PaperCode = string;

/**
 * A hash as fifteen characters (74 bits) and one that checks them, in four groups.
 * @param words of the hash, the first three of which are used, 32 bits each
 * @see docs/spec/paper-check.md PC-3
 */
export function paperCode(words: Uint32Array): PaperCode {
  let rest = [...words.subarray(0, 3)].reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  let text = "";
  for (let at = 0; at < digits; at += 1) {
    text += alphabet.charAt(Number(rest % 31n));
    rest /= 31n;
  }
  return grouped(text + checkOf(text));
}

/** What was read or typed as a code, in its one form; null when it is none, or mistyped. Separators do not matter. */
export function readPaperCode(text: string): PaperCode | null {
  const plain = text.replace(/[^0-9A-Z]/g, "");
  if (plain.length !== digits + 1 || [...plain].some((one) => !alphabet.includes(one))) return null;
  return checkOf(plain.slice(0, digits)) === plain.charAt(digits) ? grouped(plain) : null;
}

/** Places weigh 1 to 15 modulo a prime: one wrong character shows, and two that changed places. */
function checkOf(text: string): string {
  const sum = [...text].reduce((total, one, at) => total + (at + 1) * alphabet.indexOf(one), 0);
  return alphabet.charAt(sum % 31);
}

function grouped(plain: string): PaperCode {
  return plain.replace(/(.{4})(?=.)/g, "$1-");
}
