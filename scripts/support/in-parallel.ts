/** Runs jobs from a list, at most `width` at a time, and returns their results in the list's order. */
export async function inParallel<Job, Result>(
  jobs: readonly Job[],
  width: number,
  work: (job: Job) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = jobs.entries();
  const lane = async (): Promise<void> => {
    for (const [at, job] of waiting) results.set(at, await work(job));
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, lane));
  return [...results.entries()].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}
