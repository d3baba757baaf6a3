import { useEffect, useState } from "react";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import { useDesk } from "../../data/use-desk.ts";
import type { PrintJob } from "./print-context.ts";

export type Pictures = Readonly<{ ready: boolean; urls: PrintJob["pictures"] }>;

/** The pictures of an order as URLs, read from this computer or fetched once; `ready` when each is there or known missing. */
export function usePictures(attachments: readonly Attachment[]): Pictures {
  const desk = useDesk();
  const key = attachments.map((one) => one.sha256).join();
  const [read, setRead] = useState<Readonly<{ key: string; urls: PrintJob["pictures"] }> | null>(null);
  useEffect(() => {
    const opened: { release: () => void }[] = [];
    let live = true;
    const open = async (one: Attachment): Promise<readonly [Attachment["sha256"], string | null]> => {
      const file = await desk.openFile(one).catch(() => null);
      if (file) opened.push(file);
      return [one.sha256, file?.url ?? null];
    };
    const pictures = attachments.filter((one) => one.type.startsWith("image/"));
    void Promise.all(pictures.map(open)).then((pairs) => {
      if (live) setRead({ key, urls: new Map(pairs) });
      else opened.forEach((file) => file.release());
    });
    return () => {
      live = false;
      opened.forEach((file) => file.release());
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- files are named by their hashes, so the key says it all
  }, [desk, key]);
  return { ready: read?.key === key, urls: read?.urls ?? none };
}

const none: PrintJob["pictures"] = new Map();
