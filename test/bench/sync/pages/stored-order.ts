import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";

/** An order as a document of PouchDB. */
export type StoredOrder = { _id: string; order: WorkOrder };
