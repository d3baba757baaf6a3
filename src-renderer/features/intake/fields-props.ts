import type { KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import type { CaseValues } from "./intake-values.ts";

/** What each part of the intake form is given: the values, how to change them, and what is wrong with a field. */
export type FieldsProps = Readonly<{
  values: CaseValues;
  change: (part: Partial<CaseValues>) => void;
  /** Earlier orders, to find employers in; none where one corrects. */
  cases?: readonly KnownCase[];
  /** What was registered before, where one corrects: its personal data stays masked. */
  kept?: Readonly<{ idNumber: string; phone: string }>;
  /** Whether who the worker is is kept from this office (保密): it corrects the rest. */
  withheld?: boolean;
  wrong: (name: string) => string | undefined;
}>;
