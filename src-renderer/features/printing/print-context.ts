import { createContext, use } from "react";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import type { Standing } from "./standing.ts";

/** What every sheet of one print job shares. `personal` is false while name, phone and ID number are printed masked. */
export type PrintJob = Readonly<{
  order: WorkOrder;
  unsynced: number;
  standing: Standing;
  personal: boolean;
  printedAt: Instant;
  printedBy: string;
  office: string;
  /** Where the bytes of a picture are, by SHA-256; null when they are not on this computer. */
  pictures: ReadonlyMap<Attachment["sha256"], string | null>;
}>;

const context = createContext<PrintJob | null>(null);
export const PrintJobProvider = context.Provider;

export function usePrintJob(): PrintJob {
  const job = use(context);
  invariant(job, "a sheet is part of a print job");
  return job;
}
