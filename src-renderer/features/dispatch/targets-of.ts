import { isOpenOffice, isWithin, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";

/** The offices an order may go to from here: everything below, nearest levels first; ourselves when we may keep it. */
export function targetsOf(offices: readonly Office[], own: OfficeId, withOwn: boolean): readonly Office[] {
  const self = offices.find((office) => office.id === own);
  if (!self) return [];
  const depth = (office: Office): number => office.path.split(".").length;
  return offices
    .filter((office) => isOpenOffice(office) && isWithin(office.path, self.path) && (withOwn || office.id !== own))
    .toSorted((a, b) => depth(a) - depth(b));
}
