import type { ReactNode } from "react";

import type { Instant } from "../../../src-shared/kernel/instant.ts";

/** One document of the main volume, with what the catalogue says of it. */
export type CasePart = Readonly<{
  key: string;
  title: string;
  document: string;
  responsible: string;
  at: Instant;
  body: ReactNode;
  /** Printed by itself it is a letter, with the margins of one. */
  letter?: boolean;
}>;
