import { BehaviorSubject } from "rxjs";

import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import type { DeskFiles, DownloadLine, FileAnswer, FileAway } from "../../src-renderer/data/desk-files.ts";

/** Files of a desk in memory: pictures are drawn, the rest is what a test puts there. */
export type FakeFiles = DeskFiles &
  Readonly<{
    /** Bytes of a file, or why there are none; a promise is a file that is being fetched. */
    put: (hash: Sha256, bytes: Blob | FileAway | Promise<Blob>) => void;
    downloads: BehaviorSubject<readonly DownloadLine[]>;
    stopped: readonly Sha256[];
  }>;

export function fakeFiles(): FakeFiles {
  const known = new Map<Sha256, Blob | FileAway | Promise<Blob>>();
  const downloads = new BehaviorSubject<readonly DownloadLine[]>([]);
  const stopped: Sha256[] = [];
  const read = async (hash: Sha256, type: string): Promise<FileAnswer> => {
    const bytes = known.get(hash);
    if (typeof bytes === "string") return { ok: false, why: bytes };
    if (bytes) return { ok: true, blob: await bytes };
    return type.startsWith("image/") ? { ok: true, blob: await drawnPicture() } : { ok: false, why: "offline" };
  };
  return {
    put: (hash, bytes) => void known.set(hash, bytes),
    downloads,
    stopped,
    isHere: async (hash) => !known.has(hash) || known.get(hash) instanceof Blob,
    original: (attachment) => read(attachment.sha256, attachment.type),
    reading: (attachment) => read(attachment.sha256, attachment.type),
    printCopies: async () => ({ of: new Map(), release: async () => undefined }),
    downloads$: downloads,
    stop: (hash) => void stopped.push(hash),
  };
}

/** A picture as a copy for reading is one. */
export async function drawnPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(600, 400);
  const paper = canvas.getContext("2d");
  if (paper) {
    paper.fillStyle = "#dde";
    paper.fillRect(0, 0, 600, 400);
    paper.fillStyle = "#223";
    paper.font = "48px sans-serif";
    paper.fillText("工资条", 220, 210);
  }
  return canvas.convertToBlob({ type: "image/png" });
}
