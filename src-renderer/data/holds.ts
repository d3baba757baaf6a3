import type { UserId } from "../../src-shared/kernel/ids.ts";
import type { Hold, Platform } from "../platform/platform.ts";

/** What the lock of an account is called among the pages of this browser. */
export function lockName(account: UserId): string {
  return `desk.${account}`;
}

/** The accounts whose desk this page holds. */
export type Holds = Readonly<{
  of: (account: UserId) => Hold | null;
  /** Takes the account's lock unless another page has it. */
  take: (account: UserId) => Promise<Hold | null>;
  /** Takes it from a page that has it: asks first, and does not wait for ever. */
  insist: (account: UserId) => Promise<Hold>;
  drop: (account: UserId) => void;
}>;

/** A page that was asked to let go has this long to write down what it holds, ms. */
const patienceMs = 5_000;
const askEveryMs = 100;

/** Nothing is held at first. */
export function createHolds({ locks }: Platform): Holds {
  const held = new Map<UserId, Hold>();
  const take = async (account: UserId, steal = false): Promise<Hold | null> => {
    const hold = held.get(account) ?? (await locks.take(lockName(account), { steal }));
    if (hold !== null) held.set(account, hold);
    return hold;
  };
  return {
    of: (account) => held.get(account) ?? null,
    take,
    insist: async (account) => {
      for (let waited = 0; waited < patienceMs; waited += askEveryMs) {
        const hold = await take(account);
        if (hold !== null) return hold;
        if (waited === 0) locks.askToLetGo(lockName(account));
        await new Promise((resolve) => setTimeout(resolve, askEveryMs));
      }
      const stolen = await take(account, true);
      if (stolen === null) throw new Error("a stolen lock is held");
      return stolen;
    },
    drop: (account) => {
      held.get(account)?.release();
      held.delete(account);
    },
  };
}
