import type { OfficeId } from "../../kernel/ids.ts";
import { isWithin, type Office } from "./office.ts";

/** The offices directly below one, in the order of the list. */
export function childrenOf(offices: readonly Office[], id: OfficeId): readonly Office[] {
  return offices.filter((office) => office.parentId === id);
}

/** The offices above one, nearest first; none when it is the province or unknown. */
export function ancestorsOf(offices: readonly Office[], id: OfficeId): readonly Office[] {
  const own = offices.find((office) => office.id === id);
  if (own === undefined) return [];
  return offices
    .filter((office) => office.id !== id && isWithin(own.path, office.path))
    .sort((a, b) => b.path.length - a.path.length);
}

/** An office and everything below it, in the order of the list; none when it is unknown. */
export function subtreeOf(offices: readonly Office[], id: OfficeId): readonly Office[] {
  const own = offices.find((office) => office.id === id);
  return own === undefined ? [] : offices.filter((office) => isWithin(office.path, own.path));
}
