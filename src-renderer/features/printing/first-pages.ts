/** The numbers of the pages on which the documents of a case file begin, by document; none while they are not known. */
export type FirstPages = ReadonlyMap<string, number>;

export const noFirstPages: FirstPages = new Map();

/**
 * Counts the pages of each document (`data-part`) as the printer will break them: a copy is laid out in columns of the
 * size of a page (paper.css, `.paper-measure`), which the engine breaks by the same rules as pages.
 */
export function firstPagesOf(paper: HTMLElement): FirstPages {
  const measure = document.createElement("div");
  measure.className = "paper paper-measure";
  measure.setAttribute("aria-hidden", "true");
  document.body.append(measure);
  let next = 1;
  const first = new Map<string, number>();
  for (const part of paper.querySelectorAll<HTMLElement>("[data-part]")) {
    first.set(part.dataset["part"] ?? "", next);
    next += pagesOf(measure, part);
  }
  measure.remove();
  return first;
}

function pagesOf(measure: HTMLElement, part: HTMLElement): number {
  const sheet = document.createElement("div");
  sheet.append(...[...part.childNodes].map((child) => child.cloneNode(true)));
  measure.replaceChildren(sheet);
  return Math.max(1, Math.round(measure.scrollWidth / measure.clientWidth));
}
