import { useState } from "react";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useDesk } from "../../data/use-desk.ts";

export type Personal = Readonly<{ shown: boolean; show: (reason: string) => Promise<boolean> }>;

/** Whether name, phone and ID number are printed in full: only after a reason was put on the order's record. */
export function usePersonal(orderId: OrderId): Personal {
  const desk = useDesk();
  const [shown, setShown] = useState(false);
  const show = async (reason: string): Promise<boolean> => {
    const phone = await desk.submit({ type: "disclose", orderId, payload: { field: "phone", reason } });
    const idNumber = await desk.submit({ type: "disclose", orderId, payload: { field: "id-number", reason } });
    const name = await desk.submit({ type: "disclose", orderId, payload: { field: "name", reason } });
    const recorded = phone.ok && idNumber.ok && name.ok;
    setShown(recorded);
    return recorded;
  };
  return { shown, show };
}
