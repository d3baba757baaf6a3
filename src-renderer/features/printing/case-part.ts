import type { ReactNode } from "react";

import type { PaperKind, PaperName } from "../../../src-shared/domain/paper/paper-kind.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";

/** One document of the main volume, with what the catalogue says of it. */
export type CasePart = Readonly<{
  key: string;
  /** What its QR code calls it. */
  paper: PaperName;
  title: string;
  document: string;
  responsible: string;
  at: Instant;
  body: ReactNode;
  /** Printed by itself it is a letter, with the margins of one. */
  letter?: boolean;
}>;

/** The name of a paper of which an order has one. */
export function only(kind: PaperKind): PaperName {
  return { kind, n: null };
}
