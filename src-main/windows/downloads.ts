import path from "node:path";

import { deskOrigin } from "../ipc/sender.ts";
import { savedName } from "./saved-name.ts";

/** The part of Electron's `DownloadItem` that we use. */
export type Download = Readonly<{
  getURL: () => string;
  getFilename: () => string;
  setSaveDialogOptions: (options: { title: string; defaultPath: string }) => void;
}>;

export type DownloadSession = Readonly<{
  on: (
    event: "will-download",
    listener: (event: Readonly<{ preventDefault: () => void }>, item: Download) => void,
  ) => unknown;
}>;

/** Where a person saves an attachment; null for a session in which nothing is ever saved. */
export type SavePlace = Readonly<{ title: string; folder: string }> | null;

/** Endings of what orders carry and the desk makes; a file of another ending gets one that opens nothing. */
const endings: ReadonlySet<string> = new Set("jpg jpeg png webp pdf mp3 wav mp4 txt csv xlsx lxqpack".split(" "));

/**
 * Lets the desk hand over bytes that it already has (a `blob:` of its own), through the system's save dialog and under a
 * clean name; every other download is refused (docs/spec/shell.md SH-15).
 */
export function guardDownloads(session: DownloadSession, place: SavePlace): void {
  session.on("will-download", (event, item) => {
    if (place === null || !item.getURL().startsWith(`blob:${deskOrigin}/`)) {
      event.preventDefault();
      return;
    }
    const defaultPath = path.join(place.folder, downloadName(item.getFilename()));
    item.setSaveDialogOptions({ title: place.title, defaultPath });
  });
}

function downloadName(given: string): string {
  const [, stem = given, ending = ""] = /^(.*)\.([A-Za-z0-9]{1,8})$/s.exec(given) ?? [];
  return endings.has(ending.toLowerCase()) ? savedName(stem, ending.toLowerCase()) : savedName(given, "bin");
}
