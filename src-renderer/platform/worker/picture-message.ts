import type { DrawnPicture } from "./draw-picture.ts";

export type PictureRequest = Readonly<{ id: number; bytes: Blob; longSide: number }>;
export type PictureReply = Readonly<{ id: number; drawn: DrawnPicture }>;

/** Whether a message is one of ours: both ends are this build's, so its number is proof enough. */
export function isPictureRequest(message: unknown): message is PictureRequest {
  return typeof message === "object" && message !== null && "id" in message && "bytes" in message;
}

export function isPictureReply(message: unknown): message is PictureReply {
  return typeof message === "object" && message !== null && "id" in message && "drawn" in message;
}
