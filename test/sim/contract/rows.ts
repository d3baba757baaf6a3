import type { LoggedAction, LogRow } from "../../../src-server/store/action-store.ts";
import type { NewUser } from "../../../src-server/store/user-store.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { actionId, deviceId, orderId, userId, type DeviceId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { storyAt } from "../../support/order-steps.ts";
import { county } from "../../support/orders.ts";
import type { Stores } from "./stores.ts";

const idOf = (kind: string, n: number): string => `00000000-0000-7000-b${kind}-${n.toString(16).padStart(12, "0")}`;
export const aUserId = (n: number) => userId(idOf("001", n));
export const aDeviceId = (n: number) => deviceId(idOf("002", n));
export const anActionId = (n: number) => actionId(idOf("003", n));
export const anOrderId = (n: number) => orderId(idOf("004", n));

export const aUser = (n: number): NewUser => ({
  id: aUserId(n),
  username: `contract-${n}`,
  name: "合同",
  office: county,
  roles: ["handler"],
  passwordHash: null,
});

/** A device with its owner, both in the database. */
export async function addDeviceOf(stores: Stores, n: number): Promise<DeviceId> {
  const id = aDeviceId(n);
  await stores.user.addUsers(stores.db, [aUser(n)]);
  await stores.device.addDevice(stores.db, { id, userId: aUserId(n), publicKey: "k", name: "甲", at: 1 });
  return id;
}

export function anAction(device: DeviceId, seq: number, change: Partial<LoggedAction> = {}): LoggedAction {
  return {
    deviceId: device,
    seq,
    id: anActionId(seq),
    userId: aUserId(1),
    officeId: county,
    orderId: anOrderId(1),
    type: "note",
    envelope: "{}",
    verdict: "applied",
    code: null,
    event: null,
    orderVersion: seq,
    orderNumber: null,
    receivedAt: 10,
    effectiveAt: 9,
    grade: "A",
    hash: `hash ${seq}`,
    ...change,
  };
}

const template = storyAt("handling").now;

export function anOrder(n: number, change: Partial<WorkOrder> = {}): WorkOrder {
  return { ...template, id: anOrderId(n), number: `contract-${n}`, version: n, registeredAt: 1000 * n, ...change };
}

/** A row of the log without what is counted for the whole database. */
export function withoutNumber(row: LogRow | null): Omit<LogRow, "number"> | null {
  if (row === null) return null;
  const { number: _, ...rest } = row;
  return rest;
}

/** SQLSTATE and constraint of what a database threw; null when it did not. */
export async function faultOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return partsOf(error);
  }
}

function partsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, constraint } = error as Error & Readonly<{ code?: unknown; constraint?: unknown }>;
  if (typeof code === "string" && code.length === 5) return `${code} ${String(constraint)}`;
  return error.cause === undefined ? error.message : partsOf(error.cause);
}

export const byId = <Row extends Readonly<{ id: OrderId }>>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
