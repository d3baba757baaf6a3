import type { Pictures } from "./platform.ts";
import { isPictureReply } from "./worker/picture-message.ts";
import type { DrawnPicture } from "./worker/draw-picture.ts";

type Waiting = Map<number, (drawn: DrawnPicture) => void>;

/** A worker that draws nothing for so long is let go, with the memory it holds, ms. */
const idleMs = 60_000;

/** Draws pictures off the main thread, in a worker that is there only while it is needed. */
export function workerPictures(): Pictures {
  const waiting: Waiting = new Map();
  let worker: Worker | null = null;
  let lastId = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const letGo = (): void => {
    worker?.terminate();
    worker = null;
  };
  const answer = (id: number, drawn: DrawnPicture): void => {
    waiting.get(id)?.(drawn);
    waiting.delete(id);
    clearTimeout(idle);
    if (waiting.size === 0) idle = setTimeout(letGo, idleMs);
  };
  const start = (): Worker => {
    const begun = new Worker(new URL("./worker/picture-worker.ts", import.meta.url), { type: "module" });
    begun.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (isPictureReply(event.data)) answer(event.data.id, event.data.drawn);
    });
    // A picture that took the worker with it, or its memory, must not take the next ones.
    begun.addEventListener("error", () => {
      letGo();
      for (const id of [...waiting.keys()]) answer(id, { ok: false, why: "unreadable" });
    });
    return begun;
  };
  return {
    draw: (bytes, longSide) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        clearTimeout(idle);
        worker ??= start();
        worker.postMessage({ id: lastId, bytes, longSide });
      }),
  };
}
