import { useEffect, useState } from "react";

import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { QueuedStep } from "./desk-api.ts";
import type { HandedOver } from "./stub.ts";
import { useDesk } from "./use-desk.ts";

type Stubs = ReadonlyMap<OrderId, HandedOver>;
const none: Stubs = new Map();

/** Which orders of these steps were handed over and are no longer here, with to whom and when. */
export function useHandedOver(steps: readonly QueuedStep[]): Stubs {
  const desk = useDesk();
  const [stubs, setStubs] = useState<Stubs>(none);
  useEffect(() => {
    let isGone = false;
    const ids = [...new Set(steps.map(({ step }) => step.orderId))];
    // A copy that cannot be read has nothing to tell either.
    const look = async (id: OrderId) => [id, await desk.handedOver(id).catch(() => null)] as const;
    void Promise.all(ids.map(look)).then((found) => {
      if (!isGone) setStubs(new Map(found.flatMap(([id, stub]) => (stub === null ? [] : [[id, stub] as const]))));
    });
    return () => void (isGone = true);
  }, [desk, steps]);
  return stubs;
}
