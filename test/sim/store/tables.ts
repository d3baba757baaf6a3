import type {
  actions,
  alarms,
  cardWatch,
  devices,
  feedHead,
  files,
  fileSenders,
  meta,
  numberSeries,
  offices,
  orderFiles,
  refreshTokens,
  sessions,
  users,
  visibility,
} from "../../../src-server/store/schema.ts";
import type { openings } from "../../../src-server/store/opening-schema.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { memoryTable } from "./executor.ts";

/** The tables of src-server/store/schema.ts that sync touches, with the same rows. */
export const table = {
  actions: memoryTable<typeof actions.$inferSelect>("actions"),
  alarms: memoryTable<typeof alarms.$inferSelect>("alarms"),
  cardWatch: memoryTable<typeof cardWatch.$inferSelect>("card_watch"),
  devices: memoryTable<typeof devices.$inferSelect>("devices"),
  files: memoryTable<typeof files.$inferSelect>("files"),
  fileSenders: memoryTable<typeof fileSenders.$inferSelect>("file_senders"),
  feedHead: memoryTable<typeof feedHead.$inferSelect>("feed_head"),
  meta: memoryTable<typeof meta.$inferSelect>("meta"),
  numberSeries: memoryTable<typeof numberSeries.$inferSelect>("number_series"),
  offices: memoryTable<typeof offices.$inferSelect>("offices"),
  openings: memoryTable<typeof openings.$inferSelect>("openings"),
  orderFiles: memoryTable<typeof orderFiles.$inferSelect>("order_files"),
  refreshTokens: memoryTable<typeof refreshTokens.$inferSelect>("refresh_tokens"),
  sessions: memoryTable<typeof sessions.$inferSelect>("sessions"),
  users: memoryTable<typeof users.$inferSelect>("users"),
  visibility: memoryTable<typeof visibility.$inferSelect>("visibility"),
  workOrders: memoryTable<WorkOrder>("work_orders"),
};
