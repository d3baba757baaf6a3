import { firstPage, nextPage, type PageTrip } from "../../src-shared/sync/page-pace.ts";
import type { Told } from "../../src-shared/protocol/told-orders.ts";
import type { BootstrapAnswer } from "../../src-shared/protocol/sync.ts";
import type { HttpAnswer } from "./http.ts";
import type { OrderForm, ProvinceApi } from "./province-api.ts";

/** How many orders a page carries, and what the last one tells of the line. */
export type Pages = Readonly<{ now: () => number; learn: (trip: PageTrip) => void }>;

/** Pages that begin small and follow the line; a desk opened anew begins small again. */
export function createPages(): Pages {
  let orders = firstPage;
  return { now: () => orders, learn: (trip) => void (orders = nextPage(orders, trip)) };
}

/** What asking for pages needs. */
export type PageParts = Readonly<{ api: ProvinceApi; pages: Pages; monotonic: () => number }>;

type Asked = Promise<HttpAnswer<BootstrapAnswer>>;

/** The page that was asked for ahead, if any, of each desk that is open. */
const ahead = new WeakMap<ProvinceApi, Readonly<{ after: string; answer: Asked }>>();

/**
 * Asks for a page of a first sync while the one before it is being stored: the line and the disk work at the same time,
 * and still one request is under way. What changes meanwhile comes by the tail, as with every page.
 * @see docs/spec/sync-engine.md SE-16
 */
export function askAhead(parts: PageParts, after: string): void {
  const answer = asked(parts, after, "told");
  // Whoever takes the page hears what went wrong; nobody may.
  answer.catch(() => undefined);
  ahead.set(parts.api, { after, answer });
}

/** A page of a first sync: the one that was asked for ahead when it is the one, else a new one. */
export function askPage(parts: PageParts, after: string | null, form: OrderForm = "told"): Asked {
  const known = ahead.get(parts.api);
  ahead.delete(parts.api);
  return known !== undefined && known.after === after && form === "told" ? known.answer : asked(parts, after, form);
}

function asked({ api, pages, monotonic }: PageParts, after: string | null, form: OrderForm): Asked {
  return timed({ pages, monotonic }, (limit) => api.bootstrap(after, limit, form));
}

/**
 * Asks, and learns from it how large the next page may be; a refusal says nothing about the line.
 * @see docs/spec/weak-line.md WK-20
 */
export async function timed<Value extends SomePage>(
  { pages, monotonic }: Omit<PageParts, "api">,
  ask: (limit: number) => Promise<HttpAnswer<Value>>,
): Promise<HttpAnswer<Value>> {
  const limit = pages.now();
  const sentAt = monotonic();
  const answer = await ask(limit);
  if (answer.ok) pages.learn({ tookMs: monotonic() - sentAt, isFull: ordersOn(answer.value) >= limit });
  else if (answer.fault.kind === "unreachable") pages.learn({ tookMs: null, isFull: false });
  return answer;
}

type SomePage = Readonly<{ rows: readonly unknown[]; told?: Told | undefined }>;

/** How many orders a page carries, whole or told. */
function ordersOn({ rows, told }: SomePage): number {
  return rows.length + (told?.packed?.count ?? told?.orders?.length ?? 0);
}
