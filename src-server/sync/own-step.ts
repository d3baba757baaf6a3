import { randomBytes } from "node:crypto";

import { actionVersion, type Intent } from "../../src-shared/actions/action.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import { provinceItself } from "../../src-shared/domain/permission/role.ts";
import { actionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { uuidV7 } from "../../src-shared/kernel/uuid.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import { provinceName } from "./own-device.ts";
import type { Province } from "./province.ts";

/** The province as an actor: of the hub's office, with no role but its own. */
export function ownActor({ ownDevice, rules }: Province): Actor {
  return { id: ownDevice.userId, name: provinceName, office: rules.offices.hub, roles: [provinceItself] };
}

/** A step of the province's own, to be sealed by its own device like everybody's. */
export function ownStep(province: Province, intent: Intent, at: Instant): Step {
  const { deviceId, userId } = province.ownDevice;
  return {
    id: actionId(uuidV7(at, randomBytes(10))),
    deviceId,
    userId,
    orderId: intent.orderId,
    type: intent.type,
    baseVersion: 0,
    actionVersion,
    payload: { ...intent.payload },
    attachments: [],
    evidence: {
      token: province.clockTokens.mint(deviceId, at),
      bootId: "province",
      uptimeMs: 0,
      tokenUptimeMs: 0,
      tokenBootId: "province",
      wallClock: at,
      tokenWallClock: at,
      counter: "machine",
    },
  };
}
