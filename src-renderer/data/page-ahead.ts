import type { BootstrapAnswer } from "../../src-shared/protocol/sync.ts";
import type { HttpAnswer } from "./http.ts";
import type { ProvinceApi } from "./province-api.ts";

type Asked = Promise<HttpAnswer<BootstrapAnswer>>;

/** The page that was asked for ahead, if any, of each desk that is open. */
const ahead = new WeakMap<ProvinceApi, Readonly<{ after: string; answer: Asked }>>();

/**
 * Asks for a page of a first sync while the one before it is being stored: the line and the disk work at the same time,
 * and still one request is under way. What changes meanwhile comes by the tail, as with every page.
 * @see docs/spec/sync-engine.md SE-16
 */
export function askAhead(api: ProvinceApi, after: string): void {
  const answer = api.bootstrap(after);
  // Whoever takes the page hears what went wrong; nobody may.
  answer.catch(() => undefined);
  ahead.set(api, { after, answer });
}

/** A page of a first sync: the one that was asked for ahead when it is the one, else a new one. */
export function askPage(api: ProvinceApi, after: string | null): Asked {
  const known = ahead.get(api);
  ahead.delete(api);
  return known !== undefined && known.after === after ? known.answer : api.bootstrap(after);
}
