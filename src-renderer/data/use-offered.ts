import { useMemo } from "react";
import { combineLatest, map, of, switchMap, take } from "rxjs";

import type { ActionType } from "../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderLine, WorkListName } from "./desk-api.ts";
import { useDesk } from "./use-desk.ts";
import { useLive } from "./use-live.ts";

/** How many orders are looked at for a batch; what is left comes up in the next. */
const atOnce = 100;

export type OfferedOrder = Readonly<{ line: OrderLine; order: WorkOrder }>;

/**
 * The orders on a list that a step may be taken on now, the most pressing first, as they stand when they are asked for:
 * a check list does not move under the hand. What changed since is refused at the step itself.
 */
export function useOffered(list: WorkListName, type: ActionType): readonly OfferedOrder[] | "loading" {
  const desk = useDesk();
  const source = useMemo(
    () =>
      desk.orders$({ list, sort: "due", limit: atOnce }).pipe(
        switchMap(({ lines }) =>
          lines.length === 0
            ? of([])
            : combineLatest(lines.map((line) => desk.order$(line.id).pipe(map((view) => ({ line, view }))))),
        ),
        take(1),
        map((found) =>
          found.flatMap(({ line, view }) =>
            view?.offered.some((one) => one.type === type && one.refusal === null) ? [{ line, order: view.order }] : [],
          ),
        ),
      ),
    [desk, list, type],
  );
  return useLive(source);
}
