import type { Sha256 } from "../../src-shared/kernel/ids.ts";

/** The province's addresses, in one place. */
export const apiPath = {
  health: "/api/health",
  line: "/api/line",
  session: "/api/session",
  refresh: "/api/session/refresh",
  push: "/api/sync/push",
  pull: "/api/sync/pull",
  bootstrap: "/api/sync/bootstrap",
  compare: "/api/sync/audit",
  orders: "/api/sync/orders",
  openings: "/api/sync/openings",
  stream: "/api/sync/stream",
  reference: "/api/sync/reference",
  uploads: "/api/files",
  ownPassword: "/api/session/password",
  users: "/api/administration/users",
  versions: "/api/administration/versions",
  preview: "/api/administration/preview",
  publish: "/api/administration/publish",
  audit: "/api/administration/audit",
  auditCheck: "/api/administration/audit/check",
  packet: (id: string): string => `/api/courier/packets/${id}`,
  packetAnswer: "/api/courier/answers",
  attachment: (sha256: Sha256): string => `/api/attachments/${sha256}`,
} as const;
