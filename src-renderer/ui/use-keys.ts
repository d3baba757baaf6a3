import { useEffect, useRef } from "react";

/** Keys by name: `j`, `?`, `Escape`, `mod+k`, `mod+Enter` (`mod` is Ctrl, or Command on a Mac). */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Whether a key belongs to an input method that is composing a character: never ours. */
export function isComposing(event: Readonly<{ isComposing: boolean; keyCode: number }>): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=listbox] *, [role=menu] *");
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Keys that write nothing: they act while somebody types, too. */
function isNoText(name: string): boolean {
  return name.startsWith("mod+") || /^F\d{1,2}$/.test(name);
}

/** Listens on the whole page. Plain letters are left alone while somebody types; an open dialog keeps its own keys. */
export function useKeys(keys: KeyMap, active = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.altKey || event.defaultPrevented) return;
      const name = nameOf(event);
      const act = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined;
      if (!act || (!isNoText(name) && isTyping(event.target))) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [active]);
}
