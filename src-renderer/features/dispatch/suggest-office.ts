import { isWithin, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";

export type Territorial = Readonly<{ office: Office; region: Office }>;

/**
 * The office to send an order to by where the employer is (属地管理): the one directly below us on the way to the
 * region's own office, level by level; ourselves when the region is ours. Null when the region is unknown or not ours.
 */
export function suggestOffice(offices: readonly Office[], own: OfficeId, regionCode: string): Territorial | null {
  const self = offices.find((office) => office.id === own);
  const region = regionCode === "" ? undefined : offices.find((office) => office.regionCode === regionCode);
  if (!self || !region || !isWithin(region.path, self.path)) return null;
  const below = offices.find((office) => office.parentId === own && isWithin(region.path, office.path));
  return { office: below ?? self, region };
}

/** The offices an order may go to from here: everything below, nearest levels first; ourselves when we may keep it. */
export function targetsOf(offices: readonly Office[], own: OfficeId, withOwn: boolean): readonly Office[] {
  const self = offices.find((office) => office.id === own);
  if (!self) return [];
  const depth = (office: Office): number => office.path.split(".").length;
  return offices
    .filter((office) => isWithin(office.path, self.path) && (withOwn || office.id !== own))
    .toSorted((a, b) => depth(a) - depth(b));
}
