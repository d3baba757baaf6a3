import { cleanup, render } from "@testing-library/react";
import { BehaviorSubject } from "rxjs";

import { AppFrame } from "../../src-renderer/app/app-frame.tsx";
import { DeskApp } from "../../src-renderer/app/desk-app.tsx";
import { pathTo } from "../../src-renderer/app/routes.ts";
import type { WatchedDoor } from "../../src-renderer/data/door.ts";
import type { DemoAccounts } from "../../src-renderer/features/session/demo-list.tsx";
import { startI18n } from "../../src-renderer/text/start-i18n.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { fakeDesk, type FakeDesk } from "./fake-desk.ts";
import { people } from "./fake-reference.ts";

/** A door that opens to a given desk, or stays shut as it is told. */
export function fakeDoor(desk: FakeDesk | null, more: Partial<WatchedDoor> = {}): WatchedDoor {
  return {
    takenOver$: new BehaviorSubject(false),
    restore: async () => desk,
    signIn: async () => ({ ok: false, trouble: "wrong-credentials", retryAfterMs: null }),
    openSetup: async () => ({ ok: false, trouble: "setup-code-wrong" }),
    choosePassword: async () => ({ ok: true, value: null }),
    elsewhere: async () => false,
    takeOver: async () => undefined,
    ...more,
  };
}

/** Shows the desk from its door on, as `main.tsx` does. */
export function showDoor(door: WatchedDoor, demo: DemoAccounts | null = null): void {
  render(
    <AppFrame words={startI18n("zh-CN")} onBug={() => "deadbeef"}>
      <DeskApp
        door={door}
        line={fakeDesk(people.county, [])}
        demo={demo}
        update={{ ready: false, reload: () => undefined }}
        shellEvents={() => () => undefined}
      />
    </AppFrame>,
  );
}

/** Shows a signed-in desk over orders at an address; the desk says what was submitted. */
export function showDesk(actor: Actor, orders: readonly WorkOrder[], path: string): FakeDesk {
  location.hash = path;
  const desk = fakeDesk(actor, orders);
  showDoor(fakeDoor(desk));
  return desk;
}

/** Shows one order, or one step of it. */
export function showOrder(actor: Actor, order: WorkOrder, step?: Parameters<typeof pathTo>[2]): FakeDesk {
  return showDesk(actor, [order], pathTo("all", order.id, step));
}

/** A clean page for the next test. */
export function putAway(): void {
  cleanup();
  localStorage.clear();
  location.hash = "";
}
