/** What the page asks of the storage worker, which alone may write synchronously to the origin-private file system. */
export type WorkerCall =
  | Readonly<{ call: "journal.open"; account: string }>
  | Readonly<{ call: "journal.append"; account: string; lines: readonly string[] }>
  | Readonly<{ call: "journal.compact"; account: string; lines: readonly string[] }>
  | Readonly<{ call: "journal.close"; account: string }>
  | Readonly<{ call: "blob.put"; account: string; sha256: string; blob: Blob }>
  | Readonly<{ call: "blob.size"; account: string; sha256: string }>
  | Readonly<{ call: "blob.delete"; account: string; sha256: string }>
  | Readonly<{ call: "blob.names"; account: string }>
  | Readonly<{ call: "secret.get"; name: string }>
  | Readonly<{ call: "secret.set"; name: string; value: string }>
  | Readonly<{ call: "secret.delete"; name: string }>;

export type WorkerRequest = Readonly<{ id: number; ask: WorkerCall }>;

/** One answer for every call; each fills what it has to say. */
export type WorkerValue = Readonly<{
  lines: readonly string[];
  tornBytes: number;
  damaged: number;
  text: string | null;
  size: number | null;
}>;
export const nothingToSay: WorkerValue = { lines: [], tornBytes: 0, damaged: 0, text: null, size: null };

/** Why a call failed: error classes do not survive the way between worker and page, so failures travel as values. */
export type WorkerFailure = Readonly<{ failed: "disk-full" | "damaged" | "local-store"; detail: string }>;

export type WorkerReply =
  Readonly<{ id: number; ok: true; value: WorkerValue }> | Readonly<{ id: number; ok: false } & WorkerFailure>;

/** Whether a message is one of ours: both ends are this build's, so its number is proof enough. */
export function isWorkerReply(message: unknown): message is WorkerReply {
  return typeof message === "object" && message !== null && "id" in message && "ok" in message;
}

export function isWorkerRequest(message: unknown): message is WorkerRequest {
  return typeof message === "object" && message !== null && "id" in message && "ask" in message;
}
