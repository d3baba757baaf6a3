/** Names that Windows keeps for devices, with or without an ending; the digits may be superscript. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Control characters, marks that turn or hide text, and halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0]/gu;
const forbidden = /[\\/:*?"<>|]/g;
/** Bytes a name may have: file systems take 255, and there must be room for an ending and a ` (2)`. */
const mostBytes = 180;

/**
 * A name for a file to be saved, made from words of an order: no way up or into another folder, no device, nothing that
 * shows other than it is, not too long (docs/spec/shell.md SH-15).
 *
 * @param ending without its dot; one that the words already have is not doubled
 */
export function savedName(words: string, ending: string): string {
  const seen = words.normalize("NFC").replace(/\s+/g, " ").replace(unseen, "").replace(forbidden, "_");
  const plain = seen
    .replace(/\.{2,}/g, ".")
    .replace(new RegExp(`\\.${ending}$`, "i"), "")
    .replace(/^[. ]+|[. ]+$/g, "");
  const whole = cut(plain, mostBytes).replace(/[. ]+$/, "") || "连心桥";
  return `${reserved.test(whole) ? "_" : ""}${whole}.${ending}`;
}

function cut(text: string, bytes: number): string {
  let kept = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
}
