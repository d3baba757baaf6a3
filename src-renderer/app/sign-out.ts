import { createContext, use } from "react";

const context = createContext<() => void>(() => undefined);

/** How to leave the desk, from wherever the button is. */
export const SignOutProvider = context.Provider;
export function useSignOut(): () => void {
  return use(context);
}
