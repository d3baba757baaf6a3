import type { Intent } from "../../../src-shared/actions/action.ts";
import type { ActionId, OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Machine } from "../desk/machine.ts";
import { madeBy } from "../versions/payloads.ts";

/** A step that a desk said it has saved: from then on it must not be lost, nor happen twice. */
export type Promised = Readonly<{
  id: ActionId;
  machine: string;
  order: OrderId;
  /** What it says in the words of the program that made it; null for one that the desk made again of a refused one. */
  said: Readonly<{ type: string; payload: object }> | null;
  /**
   * null when nobody knows: the machine's counters are tampered with, or it slept, and may have heard an answer and its
   * token long after they were sent
   */
  madeAt: number | null;
  /** the device that it was made on, and its place among the steps made there */
  device: string;
  place: number;
}>;

type Saved = Readonly<{
  machine: Machine;
  id: ActionId;
  order: OrderId;
  intent: Intent | null;
  madeAt: number;
}>;

/** Knows what really happened, which nobody inside the run does. */
export type Oracle = Readonly<{
  saved: (step: Saved) => void;
  /** Somebody asks to take a step back; until the answer is known both are right. */
  withdrawing: (id: ActionId) => void;
  withdrawn: (id: ActionId) => void;
  keptAfterAll: (id: ActionId) => void;
  /** What must have a verdict in the end. */
  promised: () => readonly Promised[];
  find: (id: string) => Promised | undefined;
  /** A step that another program left in a machine's journal. */
  planted: (step: Readonly<{ id: ActionId; machine: string; device: string; order: OrderId }>) => void;
}>;

export function createOracle(): Oracle {
  const steps = new Map<string, Promised>();
  const unsure = new Set<string>();
  return {
    saved: ({ machine, id, order, intent, madeAt }) => {
      const device = machine.account.device.id;
      const { name, build, forges, sleeps } = machine;
      const known = forges || sleeps ? null : madeAt;
      const said =
        intent === null || build === null ? intent : { ...intent, ...madeBy(build, intent.type, intent.payload) };
      steps.set(id, { id, machine: name, order, said, madeAt: known, device, place: steps.size });
    },
    planted: (step) => void steps.set(step.id, { ...step, said: null, madeAt: null, place: steps.size }),
    withdrawing: (id) => void unsure.add(id),
    withdrawn: (id) => void steps.delete(id),
    keptAfterAll: (id) => void unsure.delete(id),
    promised: () => [...steps.values()].filter(({ id }) => !unsure.has(id)),
    find: (id) => steps.get(id),
  };
}
