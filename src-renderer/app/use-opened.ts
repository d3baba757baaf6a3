import { useEffect } from "react";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../data/use-desk.ts";

/** Who only looks through a list has opened nothing, ms. */
const openAfterMs = 1000;

/**
 * Says that an order is open before the person, once it has been for a second, and again when more has happened to it.
 * @see docs/spec/receipts.md RC-1
 */
export function useOpened({ id, version }: Pick<WorkOrder, "id" | "version">): void {
  const desk = useDesk();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") desk.opened(id);
    }, openAfterMs);
    return () => clearTimeout(timer);
  }, [desk, id, version]);
}
