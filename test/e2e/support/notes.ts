import { expect, type Locator, type Page } from "@playwright/test";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { rail, timeline } from "./desk.ts";

/** Writes a note on the open order and waits until it is on the timeline. `seen` is a part of it. */
export async function writeNote(page: Page, text: string, seen = text): Promise<void> {
  await paste(page.getByLabel("办理记录"), text);
  await page.getByLabel("办理记录").press("Control+Enter");
  await expect(timeline(page)).toContainText(seen);
  await expect(page.getByLabel("办理记录")).toHaveValue("");
}

/** Puts text into a field as pasting does, with characters that a keyboard has not. */
export async function paste(field: Locator, text: string): Promise<void> {
  const units = text.length > 100_000 ? text.slice(0, 1) : text;
  const codes = Array.from({ length: units.length }, (_, at) => units.charCodeAt(at));
  await field.evaluate(
    (element, given) => {
      if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) throw new Error("no field");
      const words = String.fromCharCode(...given.codes).repeat(given.times);
      // React watches the element's own value: the prototype's setter goes past it, as pasting does.
      const shape = element instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
      Object.getOwnPropertyDescriptor(shape.prototype, "value")?.set?.call(element, words);
      element.dispatchEvent(new Event("input", { bubbles: true }));
    },
    { codes, times: units === text ? 1 : text.length },
  );
}

/** Asks for a synchronisation until there is one, and comes back. */
export async function syncNow(page: Page): Promise<void> {
  await rail(page)
    .getByRole("link", { name: /同步|步待发|离线/ })
    .first()
    .click();
  const button = page.getByRole("button", { name: "立即同步" });
  await expect(async () => {
    await button.click();
    await expect(rail(page)).toContainText(/已同步/, { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await page.goBack();
}

/** The texts of an order's notes, in the order of the timeline. */
export function notesOf(order: WorkOrder | undefined): readonly string[] {
  return (order?.timeline ?? []).flatMap((event) => (event.type === "noted" ? [event.note.text] : []));
}
