import { drawPicture } from "./draw-picture.ts";
import { isPictureRequest } from "./picture-message.ts";

declare const self: DedicatedWorkerGlobalScope;

// One after another: each may need half a gigabyte while it is decoded.
let last: Promise<unknown> = Promise.resolve();

self.addEventListener("message", (event: MessageEvent<unknown>) => {
  const request = event.data;
  if (!isPictureRequest(request)) return;
  last = last.then(async () => {
    const drawn = await drawPicture(request.bytes, request.longSide);
    self.postMessage({ id: request.id, drawn });
  });
});
