import { useEffect, useRef, type RefObject } from "react";

import { isComposing } from "../use-keys.ts";

// What the person opened last keeps its keys: a list, a menu, a question, a calendar. Lists and menus are asked for by
// what opened them: they stay in sight for a moment after they closed, and a key struck then is the form's again.
const openAbove = ["[role=dialog]", "[role=alertdialog]", "[aria-haspopup][aria-expanded=true]"].join(", ");

/** Something lies open over the form and in sight; what is kept in the page and hidden does not count. */
function isCovered(): boolean {
  return [...document.querySelectorAll(openAbove)].some((one) => one.checkVisibility());
}

/** Ctrl+Enter and Esc of the form that is open, wherever the focus is: a click beside a field must not disarm them. */
export function useFormKeys(keys: Readonly<{ send: () => void; leave: () => void }>, active: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!active) return;
    // Whether a list was open is asked before its own listener closes it on the same key.
    let covered = false;
    const look = (): void => void (covered = isCovered());
    const listen = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.defaultPrevented || event.repeat || covered) return;
      const act = keyOf(event);
      if (act === null) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", look, true);
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", look, true);
      window.removeEventListener("keydown", listen);
    };
  }, [active]);
}

function keyOf(event: KeyboardEvent): "send" | "leave" | null {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return "send";
  return event.key === "Escape" ? "leave" : null;
}

const firstField = "input:not([type=hidden], [disabled]), textarea:not([disabled])";
const wrongField = "[aria-invalid=true], [data-error=true] input";

/** The first field has the focus when a form opens, the first wrong one after a submit, the order's title afterwards. */
export function useFormFocus(form: RefObject<HTMLFormElement | null>, failures: number): void {
  useEffect(() => {
    focusOn(form.current?.querySelector(firstField));
    return () => void requestAnimationFrame(returnToTitle);
  }, [form]);
  useEffect(() => {
    if (failures > 0) focusOn(form.current?.querySelector(wrongField));
  }, [form, failures]);
}

/** Only a focus that went away with the form is brought back: somebody may be elsewhere by now. */
function returnToTitle(): void {
  if (document.activeElement === document.body) focusOn(document.getElementById("order-title"));
}

function focusOn(element: Element | null | undefined): void {
  if (element instanceof HTMLElement) element.focus();
}
