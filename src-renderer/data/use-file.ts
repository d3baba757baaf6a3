import { useEffect, useState } from "react";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { CopySize, DownloadLine, FileAnswer, FileAway } from "./desk-files.ts";
import { useDesk } from "./use-desk.ts";
import { useLive } from "./use-live.ts";

/** `blob:…` */
export type FileUrl = `${string}:${string}`;

/** What a component shows of a file: an address of its bytes while it is there, or why there is none. */
export type ShownFile = Readonly<{ url: FileUrl; blob: Blob }> | Readonly<{ why: FileAway }> | "loading";

/** `page` and `stamp` are upright copies of a picture, `original` the bytes as they were attached. */
export type Wanted = CopySize | "original";

type Opened = Readonly<{ key: string; shown: Exclude<ShownFile, "loading"> }>;

/**
 * A file to look at, fetched where it is not here.
 * @param attempt another number asks again
 */
export function useFile(attachment: Attachment, wanted: Wanted, attempt = 0): ShownFile {
  const { files } = useDesk();
  const [opened, setOpened] = useState<Opened | null>(null);
  const key = `${attachment.sha256} ${wanted} ${attempt} ${String(attachment.stored)}`;
  useEffect(() => {
    let url: FileUrl | null = null;
    let isGone = false;
    const answer = wanted === "original" ? files.original(attachment) : files.reading(attachment, wanted);
    void answer.catch(unreadable).then((file) => {
      if (isGone) return;
      if (!file.ok) return setOpened({ key, shown: { why: file.why } });
      url = `blob:${URL.createObjectURL(file.blob).slice("blob:".length)}`;
      setOpened({ key, shown: { url, blob: file.blob } });
    });
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the key says which bytes are wanted
  }, [files, key]);
  return opened?.key === key ? opened.shown : "loading";
}

function unreadable(): FileAnswer {
  return { ok: false, why: "unreadable" };
}

/** Whether a file's bytes are on this computer; null while it is looked up. `attempt` looks again. */
export function useIsHere(sha256: Attachment["sha256"], attempt = 0): boolean | null {
  const { files } = useDesk();
  const [known, setKnown] = useState<Readonly<{ key: string; isHere: boolean }> | null>(null);
  const key = `${sha256} ${attempt}`;
  useEffect(() => {
    let isGone = false;
    void files
      .isHere(sha256)
      .catch(() => false)
      .then((isHere) => {
        if (!isGone) setKnown({ key, isHere });
      });
    return () => {
      isGone = true;
    };
  }, [files, sha256, key]);
  return known?.key === key ? known.isHere : null;
}

/** The files that are being fetched or wait for it. */
export function useDownloads(): readonly DownloadLine[] {
  const lines = useLive(useDesk().files.downloads$);
  return lines === "loading" ? [] : lines;
}

/** The fetching of a file, while it goes on. */
export function useDownload(sha256: Attachment["sha256"]): DownloadLine | null {
  return useDownloads().find((one) => one.sha256 === sha256) ?? null;
}
