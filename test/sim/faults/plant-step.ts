import { actionId, orderId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import type { Step } from "../../../src-shared/protocol/action-envelope.ts";
import { frameRecord, readFrames } from "../../../src-shared/sync/journal-frame.ts";
import type { Oracle } from "../checks/oracle.ts";
import type { Machine } from "../desk/machine.ts";
import type { World } from "../world/world.ts";

/** Writes a step of a kind that nobody knows, or that cannot be read, behind the journal of a machine that is off. */
export function plantStep(world: World, oracle: Oracle, machine: Machine): void {
  const file = "journal/journal";
  const bytes = machine.disk.bytesOf(file);
  const orders = machine.browser
    .names()
    .flatMap((name) => [...(machine.browser.contents(name).get("orders")?.keys() ?? [])]);
  const [order] = orders;
  if (bytes === null || order === undefined) return;
  const { account } = machine;
  const isNewer = world.random.chance(0.6);
  const wallClock = world.now() + machine.clock.skewMs;
  const step: Step = {
    id: actionId(uuidV7(world.now(), crypto.getRandomValues(new Uint8Array(10)))),
    deviceId: account.device.id,
    userId: account.userId,
    orderId: orderId(order),
    type: isNewer ? "step-of-a-newer-desk" : "note",
    baseVersion: 1,
    actionVersion: isNewer ? 99 : 1,
    payload: isNewer ? { of: "the future" } : { kind: "contact", text: 5 },
    attachments: [],
    evidence: {
      token: "",
      bootId: "",
      uptimeMs: 0,
      tokenUptimeMs: 0,
      tokenBootId: "",
      wallClock,
      tokenWallClock: wallClock,
      counter: "machine",
    },
  };
  const line = JSON.stringify({ kind: "step", step, at: world.now() });
  const whole = bytes.subarray(0, readFrames(bytes).wholeBytes);
  machine.disk.replace(file, Buffer.concat([whole, frameRecord(line)]));
  oracle.planted({ id: step.id, machine: machine.name, device: step.deviceId, order: step.orderId });
  world.count(`planted: ${isNewer ? "newer" : "poison"}`);
}
