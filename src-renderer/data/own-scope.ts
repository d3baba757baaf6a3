import type { BehaviorSubject } from "rxjs";

import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Cursor, OrdersAnswer } from "../../src-shared/protocol/sync.ts";
import type { HttpAnswer } from "./http.ts";

type HttpFailure = Extract<HttpAnswer<unknown>, { ok: false }>;

/** Whose copy a cursor is of has to be who this desk takes itself for; answers why what came may not be stored yet. */
export type OwnScope = Readonly<{ meet: (cursor: Cursor) => Promise<HttpFailure | null> }>;

type Parts = Readonly<{
  profile$: Pick<BehaviorSubject<Profile>, "value">;
  read: () => Promise<HttpAnswer<Profile>>;
  /** Takes the account over as it was read. */
  become: (profile: Profile) => Promise<void>;
}>;

/** The account is another one every time it is looked at: it is asked again a little later. */
const changing: HttpFailure = {
  ok: false,
  fault: { kind: "problem", name: "busy", status: 503, retryAfterMs: 1_000 },
};

// [Note: a fact, not an event] That the province says `rebase` is no sure sign that an account has changed, and that it
// does not say so is none that it has not: a copy that begins from nothing gets the cursor of the scope of now; an account
// that has got another office and its old one back is read in between; a start may find the one written and not the other.
// So both name the scope, the account and every cursor, and whenever they differ, by whatever way they came to, the account
// is read anew before anything of that cursor's is stored.
/**
 * Compares the scope of the account as it is believed here with those of cursors.
 * @see docs/spec/local-store.md LS-75 to LS-77
 */
export function createOwnScope({ profile$, read, become }: Parts): OwnScope {
  /** Of a province that does not name an account's scope: the cursor's for which the account was read last. */
  let readFor: string | null = null;
  const isOf = ({ scopeHash }: Cursor): boolean => (profile$.value.scope ?? readFor) === scopeHash;
  return {
    meet: async (cursor) => {
      if (isOf(cursor)) return null;
      const now = await read();
      if (!now.ok) return now;
      await become(now.value);
      readFor = cursor.scopeHash;
      return isOf(cursor) ? null : changing;
    },
  };
}

/**
 * Whether single orders belong beside what a cursor is of; an older province does not say whose they are.
 * @see docs/spec/visibility.md VI-55
 */
export function belongBeside({ scopeHash }: Cursor, { scope }: Pick<OrdersAnswer, "scope">): boolean {
  return scope === undefined || scope === scopeHash;
}
