import { useState } from "react";

/** How a picture or a page is looked at: `turns` are quarters, clockwise; `pages` is 1 until more are known. */
export type Look = Readonly<{ zoom: number; turns: number; page: number; pages: number }>;

export type Looking = Readonly<{
  look: Look;
  larger: () => void;
  smaller: () => void;
  fit: () => void;
  turn: () => void;
  pageBack: () => void;
  pageOn: () => void;
  countPages: (pages: number) => void;
}>;

const upright: Look = { zoom: 1, turns: 0, page: 1, pages: 1 };
const [smallest, largest, step] = [0.25, 8, 1.25];

/** Each file is looked at anew. @param file its hash */
export function useLook(file: string): Looking {
  const [held, setHeld] = useState<Readonly<{ file: string; look: Look }>>({ file, look: upright });
  const lookOf = (of: typeof held): Look => (of.file === file ? of.look : upright);
  const change = (part: (look: Look) => Partial<Look>): void =>
    setHeld((before) => ({ file, look: { ...lookOf(before), ...part(lookOf(before)) } }));
  return {
    look: lookOf(held),
    larger: () => change(({ zoom }) => ({ zoom: Math.min(largest, zoom * step) })),
    smaller: () => change(({ zoom }) => ({ zoom: Math.max(smallest, zoom / step) })),
    fit: () => change(() => ({ zoom: 1 })),
    turn: () => change(({ turns }) => ({ turns: (turns + 1) % 4 })),
    pageBack: () => change(({ page }) => ({ page: Math.max(1, page - 1) })),
    pageOn: () => change(({ page, pages }) => ({ page: Math.min(pages, page + 1) })),
    countPages: (pages) => change(() => ({ pages })),
  };
}
