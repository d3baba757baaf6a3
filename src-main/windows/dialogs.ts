import path from "node:path";

import type { ShellWords } from "./shell-words.ts";

/** The part of Electron's `dialog` that asks for a place, on top of the desk's window. */
export type AskWhere = (
  options: Readonly<{ title: string; defaultPath: string; filters: { name: string; extensions: string[] }[] }>,
) => Promise<{ canceled: boolean; filePath: string }>;

/** Asks where a PDF goes; saving is only ever through this dialog (docs/spec/shell.md SH-15). */
export async function askWhere(
  show: AskWhere,
  { words, folder, name }: Readonly<{ words: ShellWords; folder: string; name: string }>,
): Promise<string | null> {
  const { canceled, filePath } = await show({
    title: words.savePdf,
    defaultPath: path.join(folder, name),
    filters: [{ name: words.pdfFiles, extensions: ["pdf"] }],
  });
  return canceled || filePath === "" ? null : filePath;
}

export type AskChoice = (
  options: Readonly<{
    type: "question";
    message: string;
    detail: string;
    buttons: string[];
    defaultId: number;
    cancelId: number;
  }>,
) => Promise<{ response: number }>;

/** Asks once whether closing the window hides the desk or ends it. */
export async function askOnClose(show: AskChoice, words: ShellWords): Promise<"hide" | "quit" | null> {
  const buttons = [words.keepRunning, words.quit, words.cancel];
  const { response } = await show({
    type: "question",
    message: words.closeQuestion,
    detail: words.closeDetail,
    buttons,
    defaultId: 0,
    cancelId: 2,
  });
  return ["hide" as const, "quit" as const][response] ?? null;
}
