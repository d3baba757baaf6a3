import type { Role } from "../../../src-shared/domain/permission/role.ts";
import type { DeviceId, OfficeId, UserId } from "../../../src-shared/kernel/ids.ts";
import type { Scope } from "../../sync/scope.ts";

/** Who a request comes from, with office and roles as they are now. */
export type Account = Readonly<{
  userId: UserId;
  username: string;
  name: string;
  office: OfficeId;
  officeName: string;
  roles: readonly Role[];
  scope: Scope;
  deviceId: DeviceId;
  sessionId: string;
}>;
