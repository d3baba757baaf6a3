import { startJob } from "../jobs/job-loop.ts";
import { issueCards } from "../jobs/issue-cards.ts";
import { watchUnwatched } from "../store/card-watch-store.ts";
import type { Province } from "../sync/province.ts";
import type { App } from "./services.ts";

const everyMs = 15_000;

/** Keeps the cards of all orders true while the server runs. @see docs/spec/cards.md CD-17 */
export function keepCards(app: App, province: Province): void {
  let stop = async (): Promise<void> => undefined;
  app.addHook("onReady", async () => {
    await watchUnwatched(province.store.db);
    stop = startJob({ name: "issue-cards", everyMs, work: () => issueCards(province) }, province.log);
  });
  app.addHook("onClose", async () => stop());
}
