/** The one origin that the desk's page has, from the first release on: browser storage hangs on it. */
export const deskOrigin = "app://bundle";

/** What we ask of the frame that sent a message; Electron's `WebFrameMain` has it. Null when the frame is gone. */
export type SenderFrame = Readonly<{ origin: string; url: string; parent: unknown }> | null;

/** Whether a message comes from the desk's own page, in the main frame of its window (docs/spec/shell.md SH-4). */
export function isDesk(frame: SenderFrame): boolean {
  if (frame === null || frame.parent !== null || frame.origin !== deskOrigin) return false;
  const url = URL.parse(frame.url);
  return url?.protocol === "app:" && url.host === "bundle";
}
