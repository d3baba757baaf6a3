import { Type, type Static } from "typebox";

import type { Bounds } from "./window-options.ts";

/** What the shell remembers of its window and of a question it asks once. */
export const shellStateSchema = Type.Object({
  bounds: Type.Union([
    Type.Object({ x: Type.Integer(), y: Type.Integer(), width: Type.Integer(), height: Type.Integer() }),
    Type.Null(),
  ]),
  isMaximized: Type.Boolean(),
  onClose: Type.Enum(["ask", "hide", "quit"]),
});
export type ShellState = Static<typeof shellStateSchema>;

export const firstShellState: ShellState = { bounds: null, isMaximized: false, onClose: "ask" };

/** How much of the window's head must be on a screen for a hand to reach it. */
const reach = { width: 160, height: 40 };

/**
 * Where to put the window: where it was, made to fit, if its head can be reached on a screen that is there now; else
 * nowhere in particular, which is the middle of the first screen.
 *
 * @param workAreas of all screens, in the same units as the bounds
 */
export function visibleBounds(kept: Bounds | null, workAreas: readonly Bounds[]): Partial<Bounds> {
  const area = kept ? workAreas.find((candidate) => isReachable(kept, candidate)) : undefined;
  if (!kept || !area) return {};
  return { ...kept, width: Math.min(kept.width, area.width), height: Math.min(kept.height, area.height) };
}

function isReachable(window: Bounds, area: Bounds): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= reach.width && window.y >= area.y && window.y + reach.height <= area.y + area.height;
}
