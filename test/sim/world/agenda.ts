/** A process on the agenda: what it set going happens while it lives, and waits while it sleeps. */
export type Owner = { readonly name: string; isDead: boolean; sleepsUntil: number };

/** Something that will happen at a moment of virtual time, ms. `order` keeps what falls on one moment in its order. */
type Entry = { at: number; order: number; readonly owner: Owner | null; run: (() => void) | null };

/** The one heap of everything that is going to happen. */
export type Agenda = Readonly<{
  now: () => number;
  /** Puts something on the agenda; returns how to take it off. */
  at: (moment: number, owner: Owner | null, run: () => void) => () => void;
  /** Takes the next entry off, moves the clock to it and runs it; false when there is none up to `until`. */
  step: (until: number) => boolean;
  /** Whose entry is running: all that follows from it until the next one is that process's doing. */
  owner: () => Owner | null;
  ran: () => number;
}>;

export function createAgenda(start: number): Agenda {
  const heap: Entry[] = [];
  let clock = start;
  let order = 0;
  let ran = 0;
  let current: Owner | null = null;
  const put = (moment: number, owner: Owner | null, run: () => void): Entry => {
    const entry: Entry = { at: Math.max(clock, Math.ceil(moment)), order: (order += 1), owner, run };
    push(heap, entry);
    return entry;
  };
  const isDue = (entry: Entry): boolean => {
    const { owner, run } = entry;
    if (run === null || owner?.isDead === true) return false;
    if (owner === null || owner.sleepsUntil <= entry.at) return true;
    // The same entry again, so that it can still be taken off.
    push(heap, Object.assign(entry, { at: owner.sleepsUntil, order: (order += 1) }));
    return false;
  };
  return {
    now: () => clock,
    owner: () => current,
    ran: () => ran,
    at: (moment, owner, run) => {
      const entry = put(moment, owner, run);
      return () => void (entry.run = null);
    },
    step: (until) => {
      for (let entry = heap[0]; entry !== undefined && entry.at <= until; entry = heap[0]) {
        pop(heap);
        if (!isDue(entry)) continue;
        clock = entry.at;
        current = entry.owner;
        ran += 1;
        entry.run?.();
        return true;
      }
      clock = Math.max(clock, until);
      return false;
    },
  };
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const below = smallerChild(heap, at);
    const child = heap[below];
    if (child === undefined || !isBefore(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}

function smallerChild(heap: readonly Entry[], at: number): number {
  const left = 2 * at + 1;
  const [one, other] = [heap[left], heap[left + 1]];
  return one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
}
