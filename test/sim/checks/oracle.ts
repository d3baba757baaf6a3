import type { Intent } from "../../../src-shared/actions/action.ts";
import type { ActionId, OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Machine } from "../desk/machine.ts";

/** A step that a desk said it has saved: from then on it must not be lost, nor happen twice. */
export type Promised = Readonly<{
  id: ActionId;
  machine: string;
  order: OrderId;
  /** null for a step that the desk made again of a refused one */
  intent: Intent | null;
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
      const { name, forges, sleeps } = machine;
      const known = forges || sleeps ? null : madeAt;
      steps.set(id, { id, machine: name, order, intent, madeAt: known, device, place: steps.size });
    },
    planted: (step) => void steps.set(step.id, { ...step, intent: null, madeAt: null, place: steps.size }),
    withdrawing: (id) => void unsure.add(id),
    withdrawn: (id) => void steps.delete(id),
    keptAfterAll: (id) => void unsure.delete(id),
    promised: () => [...steps.values()].filter(({ id }) => !unsure.has(id)),
    find: (id) => steps.get(id),
  };
}
