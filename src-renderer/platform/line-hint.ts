/** Hears what the machine believes of its line. It is often wrong, so nothing rests on it but when to try again. */
export function onLineHint(listener: (online: boolean) => void): () => void {
  const came = (): void => listener(true);
  const went = (): void => listener(false);
  globalThis.addEventListener("online", came);
  globalThis.addEventListener("offline", went);
  return () => {
    globalThis.removeEventListener("online", came);
    globalThis.removeEventListener("offline", went);
  };
}
