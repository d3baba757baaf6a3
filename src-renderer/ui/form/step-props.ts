import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";

/** What every step form is given: the order as it stands, and how it ends. The draft stays when one leaves. */
export type StepProps = Readonly<{ order: WorkOrder; onLeave: () => void; onSent: () => void }>;
