import type { OrderState } from "../../src-shared/domain/work-order/order-state.ts";
import type { CardColour } from "../../src-shared/domain/supervision/card.ts";
import type { OfficeId, OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";

/** A line of a list. `due` presses now, null when nothing waits on a clock. `unsent` counts steps still on this computer. */
export type OrderLine = Readonly<{
  id: OrderId;
  number: string;
  title: string;
  state: OrderState;
  urgency: string;
  problem: string;
  class: string;
  workerName: string;
  /** Whether the worker is kept from this office (保密). */
  workerWithheld: boolean;
  workerIdentity: string;
  employerName: string;
  employerCode: string;
  region: string;
  holder: OfficeId;
  due: Instant | null;
  /** The earliest of the other limits that run: first contact, the next report of an incident; null when none does. */
  besideDue: Instant | null;
  registeredAt: Instant;
  confidential: boolean;
  /** Whether an incident is open at the order. */
  incident: boolean;
  /** The card that stands for the clock that presses, and whether it is still to be confirmed. */
  card: CardColour | null;
  cardProvisional: boolean;
  round: number;
  /** The last callback of this round that did not reach the worker; null when there was none. */
  triedAt: Instant | null;
  /** Whether the round began because the worker was dissatisfied. */
  complained: boolean;
  unsent: number;
}>;
