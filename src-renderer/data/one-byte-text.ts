const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
/** So many arguments a call bears everywhere. */
const bytesAtOnce = 8_192;

/**
 * A text as its UTF-8 bytes, a letter each. One Chinese letter makes a browser write a whole text with two bytes a letter;
 * mostly Latin ones, as JSON is, take half the room so, and IndexedDB half the time.
 */
export function toOneByte(text: string): string {
  const bytes = encoder.encode(text);
  let letters = "";
  for (let from = 0; from < bytes.length; from += bytesAtOnce) {
    letters += lettersOf(bytes.subarray(from, from + bytesAtOnce));
  }
  return letters;
}

function lettersOf(bytes: Uint8Array): string {
  // Spreading the bytes as arguments takes five times as long.
  return String(Reflect.apply(String.fromCharCode, String, bytes));
}

/** The text again. @throws TypeError when it is not one of these */
export function fromOneByte(letters: string): string {
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return decoder.decode(bytes);
}
