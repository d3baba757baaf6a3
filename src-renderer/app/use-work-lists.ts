import { useEffect, useMemo, useState } from "react";
import { combineLatest, filter, map, take } from "rxjs";

import { isWithin, type Office } from "../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import type { OrderList, WorkListName } from "../data/desk-api.ts";
import { useDesk, useReference } from "../data/use-desk.ts";
import { isWatched, workListsFor } from "./work-lists.ts";

/** The lists of whoever sits here; an office with none below it has no list of what those do. */
export function useWorkLists(): ReturnType<typeof workListsFor> {
  const { actor, profile } = useDesk();
  const { offices } = useReference();
  return useMemo(() => {
    const lists = workListsFor(profile.roles);
    if (hasBelow(offices, actor.office)) return lists;
    return { ...lists, work: lists.work.filter((list) => list !== "below") };
  }, [actor, profile, offices]);
}

function hasBelow(offices: readonly Office[], own: OfficeId): boolean {
  const path = offices.find((office) => office.id === own)?.path;
  return path !== undefined && offices.some((office) => office.id !== own && isWithin(office.path, path));
}

/** The list the desk opens on: looked up once, so that it does not change under somebody who reads it. */
export function useFirstList(work: readonly WorkListName[]): WorkListName {
  const desk = useDesk();
  const [first, setFirst] = useState<WorkListName | null>(null);
  useEffect(() => {
    const heads = work.map((list) =>
      desk.orders$({ list, sort: "due", limit: 1 }).pipe(map((page) => ({ list, page }))),
    );
    const found = combineLatest(heads).pipe(
      map(mostPressing),
      filter((list) => list !== null),
      take(1),
    );
    const subscription = found.subscribe(setFirst);
    return () => subscription.unsubscribe();
  }, [desk, work]);
  return first ?? work[0] ?? "all";
}

type Head = Readonly<{ list: WorkListName; page: OrderList }>;

/** The list with the order that is due soonest, own work before what others do; else the first that is not empty. */
export function mostPressing(heads: readonly Head[]): WorkListName | null {
  const filled = heads.filter(({ page }) => page.lines.length > 0);
  const own = filled.filter(({ list }) => !isWatched(list));
  const dueOf = ({ page }: Head): number => page.lines[0]?.due ?? Number.MAX_SAFE_INTEGER;
  const [first] = (own.length > 0 ? own : filled).toSorted((a, b) => dueOf(a) - dueOf(b));
  return first?.list ?? null;
}
