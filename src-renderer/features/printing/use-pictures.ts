import { useEffect, useState } from "react";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import { useDesk } from "../../data/use-desk.ts";
import type { PrintJob } from "./print-context.ts";

export type Pictures = Readonly<{ ready: boolean; urls: PrintJob["pictures"] }>;

/**
 * The pictures of an order as URLs of upright copies, from this computer or fetched once; `ready` when each is there or
 * known missing.
 */
export function usePictures(attachments: readonly Attachment[]): Pictures {
  const { files } = useDesk();
  const key = attachments.map((one) => one.sha256).join();
  const [read, setRead] = useState<Readonly<{ key: string; urls: PrintJob["pictures"] }> | null>(null);
  useEffect(() => {
    const opened: string[] = [];
    let live = true;
    const open = async (one: Attachment): Promise<readonly [Attachment["sha256"], string | null]> => {
      const copy = await files.reading(one, "page").catch(() => null);
      if (copy?.ok !== true || !live) return [one.sha256, null];
      const url = URL.createObjectURL(copy.blob);
      opened.push(url);
      return [one.sha256, url];
    };
    const pictures = attachments.filter((one) => one.type.startsWith("image/"));
    void Promise.all(pictures.map(open)).then((pairs) => {
      if (live) setRead({ key, urls: new Map(pairs) });
    });
    return () => {
      live = false;
      opened.forEach((url) => URL.revokeObjectURL(url));
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- files are named by their hashes, so the key says it all
  }, [files, key]);
  return { ready: read?.key === key, urls: read?.urls ?? none };
}

const none: PrintJob["pictures"] = new Map();
