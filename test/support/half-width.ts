const han = /\p{Script=Han}/u;
const beside = /[\p{Script=Han}，。；：（）？！“”、…}{%]/u;
const isMark = new Set([",", ";", ":", "?", "!", "(", ")"]);

/**
 * The half-width punctuation in a Chinese sentence: each mark with a Chinese character, a Chinese mark or a blank
 * (`{{n}}`) on either side. Numbers, times and codes keep theirs (`10,660.00`, `14:20`).
 *
 * @returns each one with what stands around it; nothing for a text without a Chinese character, unless `isChinese`
 */
export function halfWidthIn(text: string, isChinese = han.test(text)): readonly string[] {
  if (!isChinese) return [];
  // Blanks keep their length: the places found are places in the text.
  const bare = text.replaceAll(/\{\{?\w+\}?\}/g, (blank) => `{${"_".repeat(blank.length - 2)}}`);
  return [...bare].flatMap((mark, at) => {
    const before = bare.slice(0, at).trimEnd().at(-1) ?? "";
    const after =
      bare
        .slice(at + 1)
        .trimStart()
        .at(0) ?? "";
    const stops = mark === "." && han.test(before);
    const isHalf = isMark.has(mark) && (beside.test(before) || beside.test(after));
    return stops || isHalf ? [text.slice(Math.max(0, at - 12), at + 12)] : [];
  });
}
