export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of one lane: each piece of work begins when the one before it has ended, well or badly. */
export function oneAtATime(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined); // its caller is told; the lane goes on
    return next;
  };
}
