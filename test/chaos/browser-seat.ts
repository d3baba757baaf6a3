import { setTimeout as sleep } from "node:timers/promises";

import { dropProfile, openSeat, signIn, rail, type Seat } from "../e2e/support/desk.ts";
import { killSeat } from "../e2e/support/kill-seat.ts";
import { untilSaved, writeNote } from "../e2e/support/write-note.ts";

/** An officer at a real browser who writes note after note on one order; its profile outlives every kill. */
export type BrowserSeat = Readonly<{
  /** Notes of which the screen has said that they are saved. */
  saved: ReadonlySet<string>;
  opened: () => Promise<void>;
  kill: () => Promise<void>;
  /** Writes no more. */
  calm: () => void;
  /** Waits until all is sent; returns what is still not so when the time is over. */
  settle: (withinMs: number) => Promise<readonly string[]>;
  close: () => Promise<void>;
}>;

export type SeatWish = Readonly<{ account: string; order: string; url: string }>;

const openWithinMs = 60_000;
const patienceMs = 20_000;

export function keepBrowserSeat(wish: SeatWish): BrowserSeat {
  const saved = new Set<string>();
  const state = { seat: null as Seat | null, isCalm: false, isClosing: false, isOpen: false, profile: "", written: 0 };
  const working = live(wish, state, saved);
  const untilOpen = async (): Promise<void> => {
    for (const until = Date.now() + openWithinMs; Date.now() < until; await sleep(50)) if (state.isOpen) return;
    throw new Error(`the browser of ${wish.account} did not open`);
  };
  return {
    saved,
    opened: untilOpen,
    kill: async () => {
      await untilOpen();
      const { seat } = state;
      state.isOpen = false;
      if (seat) await killSeat(seat);
    },
    calm: () => void (state.isCalm = true),
    settle: async (withinMs) => {
      await untilOpen();
      const synced = rail(page(state))
        .getByText(/已同步/)
        .first();
      const isSynced = await synced.waitFor({ timeout: withinMs }).then(
        () => true,
        () => false,
      );
      return isSynced ? [] : [`the browser says: ${await rail(page(state)).innerText()}`];
    },
    close: async () => {
      state.isClosing = true;
      await state.seat?.close().catch(() => undefined);
      await working;
      dropProfile(state.profile);
    },
  };
}

type State = {
  seat: Seat | null;
  isCalm: boolean;
  isClosing: boolean;
  isOpen: boolean;
  profile: string;
  written: number;
};

function page({ seat }: State): Seat["page"] {
  if (!seat) throw new Error("the browser is not open");
  return seat.page;
}

/** Opens, works until it is killed, and opens again. */
async function live(wish: SeatWish, state: State, saved: Set<string>): Promise<void> {
  while (!state.isClosing) {
    try {
      state.seat = await openSeat(state.profile === "" ? undefined : state.profile);
      state.profile = state.seat.profile;
      await sitDown(wish, state);
      state.isOpen = true;
      await write(wish, state, saved);
    } catch {
      // Killed, or no server to load the page from: whatever was not said to be saved does not count.
      await state.seat?.close().catch(() => undefined);
      await sleep(100);
    }
  }
}

/** Comes in by the door, which asks for the password the first time only, and opens the order. */
async function sitDown({ account, order, url }: SeatWish, state: State): Promise<void> {
  const { page: desk } = state.seat ?? { page: page(state) };
  await desk.goto(url, { timeout: patienceMs });
  const password = desk.getByLabel("密码", { exact: true });
  await rail(desk).or(password).first().waitFor({ timeout: patienceMs });
  if (await password.isVisible()) await signIn(desk, url, account);
  await desk.goto(`${url}/#/list/in-handling/${order}`, { timeout: patienceMs });
  await desk.getByLabel("办理记录").waitFor({ timeout: patienceMs });
}

async function write({ account }: SeatWish, state: State, saved: Set<string>): Promise<void> {
  while (!state.isClosing) {
    await sleep(200);
    if (state.isCalm) continue;
    state.written += 1;
    const text = `${account}在浏览器里写的第${state.written}条记录。`;
    await writeNote(page(state), text);
    await untilSaved(page(state), text, patienceMs);
    saved.add(text);
  }
}
