/** How long an address of bytes is kept for whoever saves them, ms: a save dialog may stand open for a while. */
const keptForMs = 10 * 60_000;

/**
 * Hands bytes over to be saved: the desktop shell asks where, a browser puts them into its downloads. Whether they were
 * saved nobody tells us.
 */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptForMs);
}
