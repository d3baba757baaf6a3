import { createContext, use } from "react";

import type { SignInResult } from "../data/desk-api.ts";

const context = createContext<() => void>(() => undefined);

/** How to leave the desk, from wherever the button is. */
export const SignOutProvider = context.Provider;
export function useSignOut(): () => void {
  return use(context);
}

const again = createContext<(password: string) => Promise<SignInResult>>(() =>
  Promise.resolve({ ok: false, trouble: "unreachable", retryAfterMs: null }),
);

/** How to go on with a password where one works; a desk that needs a name of its own is opened anew. */
export const SignInAgainProvider = again.Provider;
export function useSignInAgain(): (password: string) => Promise<SignInResult> {
  return use(again);
}
