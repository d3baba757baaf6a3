import { useLayoutEffect, useState, type RefObject } from "react";

import { firstPagesOf, noFirstPages, type FirstPages } from "./first-pages.ts";

/**
 * The first page of each document of the paper, counted whenever what is on it changes (`of`).
 *
 * @returns null until they have been counted
 */
export function useFirstPages(paper: RefObject<HTMLElement | null>, of: unknown): FirstPages | null {
  const [counted, setCounted] = useState<Readonly<{ of: unknown; pages: FirstPages }> | null>(null);
  useLayoutEffect(() => {
    setCounted({ of, pages: paper.current === null ? noFirstPages : firstPagesOf(paper.current) });
  }, [paper, of]);
  return counted !== null && counted.of === of ? counted.pages : null;
}
