/** A page named in passing (`docs/map.md`) or linked to; the words of a link are no name. */
const linkWords = /\[[^\]]*\](?=\()/g;
const pageName = /(?<![\w./*-])(?:[\w.-]+\/)*[\w-]+\.md\b/g;

/**
 * The pages that a text names and that a stranger would look for in vain.
 *
 * @param text of a source or of a page
 * @param isThere whether there is a page of that name, as seen from where the text stands
 */
export function missingPages(text: string, isThere: (page: string) => boolean): readonly string[] {
  const named = new Set(text.replaceAll(linkWords, "").match(pageName));
  return [...named].filter((page) => !isThere(page));
}
