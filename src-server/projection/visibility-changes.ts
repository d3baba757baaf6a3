import { isWithin, shardOf } from "../../src-shared/domain/reference/office.ts";
import type { Sight } from "../store/visibility-store.ts";

/**
 * The sights to write after an order changed, the fewest that every reader notices. Whoever sees an office's row sees
 * those below it too, so only the deepest rows are written, besides rows that are new, are back or are newly gone.
 *
 * @param known all rows of the order · @param paths of the offices that have a right to it now
 * @see docs/spec/visibility.md VI-2 to VI-5
 */
export function visibilityChanges(
  orderId: string,
  known: readonly Sight[],
  paths: readonly string[],
): readonly Sight[] {
  const wanted = new Set(paths);
  const seen = new Set(known.filter((sight) => !sight.gone).map((sight) => sight.office));
  const isDeepest = (path: string): boolean => !paths.some((other) => other !== path && isWithin(other, path));
  const shown = [...wanted].filter((path) => isDeepest(path) || !seen.has(path));
  const left = [...seen].filter((path) => !wanted.has(path));
  return [...shown.map((path) => sight(path, false)), ...left.map((path) => sight(path, true))];

  function sight(office: string, gone: boolean): Sight {
    return { orderId, office, shard: shardOf(office), gone };
  }
}
