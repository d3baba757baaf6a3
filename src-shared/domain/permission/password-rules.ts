export type PasswordRefusal = "too-short" | "too-long" | "too-common";

const shortest = 12;
const longest = 128;
/** What must be left when common words, runs of keys and the account's own names are taken out. */
const ownAtLeast = 8;

/** Words that guessers try first, here: of the world, of China, and of this work. */
const commonWords = [
  ...[
    "password",
    "passw0rd",
    "p@ssw0rd",
    "admin",
    "administrator",
    "welcome",
    "letmein",
    "iloveyou",
    "monkey",
    "dragon",
  ],
  ...["qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "1qaz2wsx", "1q2w3e4r", "abcdef", "abc"],
  ...[
    "12345678901234567890",
    "0123456789",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "654321",
    "87654321",
  ],
  ...["5201314", "1314520", "woaini", "mima", "zhongguo", "china", "shandong", "gonghui", "zonggonghui", "rexian"],
  ...["lianxinqiao", "12351", "hotline", "zhigong", "weiquan", "test", "demo", "2024", "2025", "2026", "2027"],
].toSorted((left, right) => right.length - left.length);

/**
 * Why a password is not taken, or null. Length counts, kinds of characters do not.
 * @param names what is known of the person: username, name, office
 * @see docs/spec/session.md SN-31
 */
export function passwordRefusal(password: string, names: readonly string[]): PasswordRefusal | null {
  const length = Array.from(password).length;
  if (length < shortest) return "too-short";
  if (length > longest) return "too-long";
  const words = [...names.map((name) => name.toLowerCase()).filter((name) => name.length > 1), ...commonWords];
  const left = words.reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  const kinds = new Set(left).size;
  return left.length < ownAtLeast || kinds < ownAtLeast / 2 ? "too-common" : null;
}
