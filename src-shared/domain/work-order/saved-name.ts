import type { AttachmentType } from "./sniff-type.ts";

const endings: Readonly<Record<AttachmentType, readonly [string, ...string[]]>> = {
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "audio/mpeg": ["mp3"],
  "audio/wav": ["wav"],
  "video/mp4": ["mp4", "m4v", "m4a", "mov", "3gp"],
  "text/plain": ["txt", "csv", "log", "md"],
};

/**
 * The name under which a file of an order is saved: its own when that ends as files of its kind do, else with the ending
 * of its kind behind. The name is what somebody once called it; a computer opens, or runs, a file by its ending alone.
 * @see docs/spec/files.md FI-46
 */
export function savedName(name: string, type: AttachmentType): string {
  const ending = /\.([^.]*)$/.exec(name.trim())?.[1]?.toLowerCase() ?? "";
  const own = endings[type];
  return own.includes(ending) ? name.trim() : `${name.trim().replace(/\.+$/, "")}.${own[0]}`;
}
