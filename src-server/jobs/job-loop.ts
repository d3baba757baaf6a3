import type { Logger } from "pino";

import { withoutValues } from "../store/database-fault.ts";

export type Job = Readonly<{ name: string; everyMs: number; work: () => Promise<unknown> }>;

/** Runs a job now and again and again, never twice at a time; a fault is logged and the next turn comes. Returns how to stop it. */
export function startJob(job: Job, log: Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const turn = (): void => {
    running = job
      .work()
      .then(
        () => undefined,
        (error: unknown) => log.error({ err: withoutValues(error) }, `the job ${job.name} failed`),
      )
      .then(() => {
        if (!stopped) timer = setTimeout(turn, job.everyMs).unref();
      });
  };
  turn();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await running;
  };
}
