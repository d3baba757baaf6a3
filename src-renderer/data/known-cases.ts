import { firstValueFrom, type Observable } from "rxjs";

import { knownCaseOf, type KnownCase } from "../../src-shared/domain/contact/known-case.ts";
import { createLineShelf } from "./line-shelf.ts";
import type { Mirror } from "./mirror.ts";
import type { Overlay } from "./overlay.ts";

/**
 * What intake knows of the orders on this computer, those included that it has not sent yet. Reads all orders once, when
 * the first registration is begun; telephone and ID numbers stay in memory.
 */
export function createKnownCases(mirror: Mirror, overlay$: Observable<Overlay>): () => Promise<readonly KnownCase[]> {
  const shelf = createLineShelf({
    mirror,
    load: async () => {
      const cases: KnownCase[] = [];
      await mirror.allOrders((order) => void cases.push(knownCaseOf(order)));
      return cases;
    },
    read: async (ids) => (await mirror.ordersById(ids)).map(({ order }) => knownCaseOf(order)),
    entryOf: (one) => one,
  });
  return async () => {
    const overlay = await firstValueFrom(overlay$);
    const fresh = [...overlay.values()].flatMap(({ folded }) => (folded.order ? [knownCaseOf(folded.order)] : []));
    return [...fresh, ...[...(await shelf.all())].filter(({ id }) => !overlay.has(id))];
  };
}
