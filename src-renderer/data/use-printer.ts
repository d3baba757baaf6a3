import { createContext, use } from "react";

import type { ShellPrinter } from "../platform/platform.ts";

const context = createContext<ShellPrinter | null>(null);

/** Gives the pages below it the shell's printer; null in a browser, which prints with its own dialog. */
export const PrinterProvider = context.Provider;

export function usePrinter(): ShellPrinter | null {
  return use(context);
}
