import type { Bytes } from "./web-crypto.ts";

/** What trying one code costs: Argon2id with 64 MiB and three passes. Memory in KiB. */
export const setupCodeCost = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

/** Makes the 32 bytes that a setup packet's two ends share, from the code's digits and the salt of the header. */
export type CodeStretcher = (code: string, salt: Bytes) => Promise<Bytes>;

const digitsDrawn = 19;
/** A code that was read: digits only, the last one being the check digit. */
export const setupCodePattern = "^[0-9]{20}$";

/**
 * A one-time setup code (安装码): 19 drawn digits (63 bits) and a check digit, so that a slip of the tongue on the
 * telephone is not taken for a wrong packet.
 * @param random 16 random bytes
 * @see docs/spec/courier.md CP-40
 */
export function newSetupCode(random: Uint8Array): string {
  const drawn = random.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n) % 10n ** BigInt(digitsDrawn);
  const digits = drawn.toString().padStart(digitsDrawn, "0");
  return digits + checkDigit(digits);
}

/** Reads a code as people type one, with spaces, dashes or wide digits; null for one that was mistyped. */
export function readSetupCode(typed: string): string | null {
  const code = typed.normalize("NFKC").replaceAll(/[\s.·—–-]/g, "");
  if (!new RegExp(setupCodePattern).test(code)) return null;
  return checkDigit(code.slice(0, digitsDrawn)) === code.slice(digitsDrawn) ? code : null;
}

/** A code in groups of four, as it is read aloud. */
export function groupedCode(code: string): string {
  return code.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
}

/** ISO 7064, MOD 11,10: finds every single wrong digit and nearly every pair that changed places. */
function checkDigit(digits: string): string {
  const carried = Array.from(digits).reduce((carry, digit) => {
    const sum = (carry + Number(digit)) % 10;
    return ((sum === 0 ? 10 : sum) * 2) % 11;
  }, 10);
  return String((11 - carried) % 10);
}
