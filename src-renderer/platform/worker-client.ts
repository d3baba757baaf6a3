import { Unavailable } from "./unavailable.ts";
import { isWorkerReply, type WorkerCall, type WorkerReply, type WorkerValue } from "./worker/worker-message.ts";

export type StorageWorker = Readonly<{ ask: (call: WorkerCall) => Promise<WorkerValue> }>;

type Waiting = Readonly<{ resolve: (value: WorkerValue) => void; reject: (fault: Unavailable) => void }>;

/**
 * Starts the worker that writes to the origin-private file system.
 * @throws Unavailable from `ask`, when the worker could not
 */
export function startStorageWorker(): StorageWorker {
  const worker = new Worker(new URL("./worker/storage-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  worker.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isWorkerReply(event.data)) settle(waiting, event.data);
  });
  worker.addEventListener("error", (event) => failAll(waiting, event.message));
  return { ask: (call) => ask(worker, waiting, call) };
}

let lastId = 0;

function ask(worker: Worker, waiting: Map<number, Waiting>, call: WorkerCall): Promise<WorkerValue> {
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    worker.postMessage({ id: lastId, ask: call });
  });
}

function settle(waiting: Map<number, Waiting>, reply: WorkerReply): void {
  const asked = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.ok) asked?.resolve(reply.value);
  else asked?.reject(new Unavailable(reply.failed, reply.detail));
}

function failAll(waiting: Map<number, Waiting>, detail: string): void {
  for (const asked of waiting.values()) asked.reject(new Unavailable("local-store", `storage worker: ${detail}`));
  waiting.clear();
}
