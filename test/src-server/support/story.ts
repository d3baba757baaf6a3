import { orderId, type AssignmentId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { Desk } from "./desk.ts";
import { dispatchTo, forwardTo, newTurn, wagesCase } from "./payloads.ts";
import type { TestProvince } from "./province.ts";

/** A signed-in desk of a demo account. */
export function deskOf(home: TestProvince, username: string): Promise<Desk> {
  return new Desk(home.app, username, home.clock.now).signIn();
}

type FourDesks = Readonly<Record<"hub" | "city" | "county" | "lixia", Desk>>;

/** Signed in: the hub, Tai'an, a district of it, and a district of another city. */
export async function fourDesks(home: TestProvince): Promise<FourDesks> {
  const hub = await deskOf(home, "sd-quanneng");
  const city = await deskOf(home, "ta-shenhe");
  const county = await deskOf(home, "taishan");
  return { hub, city, county, lixia: await deskOf(home, "lixia") };
}

export type Story = Readonly<{ order: OrderId; cityTurn: AssignmentId; countyTurn: AssignmentId }>;

/** The wages case, registered and dispatched by the hub to Tai'an and forwarded to Taishan district. */
export async function forwarded(hub: Desk, city: Desk): Promise<Story> {
  const { order, cityTurn } = await dispatched(hub);
  const countyTurn = newTurn();
  await city.act("forward", order, forwardTo("x370902", cityTurn, countyTurn));
  return { order, cityTurn, countyTurn };
}

/** The wages case, registered and dispatched by the hub to Tai'an. */
export async function dispatched(hub: Desk, to = "c3709"): Promise<Omit<Story, "countyTurn">> {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const cityTurn = newTurn();
  await hub.push(register, hub.make("dispatch", order, dispatchTo(to, cityTurn)));
  return { order, cityTurn };
}
