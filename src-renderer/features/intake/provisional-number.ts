import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import type { Desk } from "../../data/desk-api.ts";

/**
 * What an order is called until the province has numbered it: the day, and a piece of a new id that no other computer
 * has, in letters that are not mistaken for one another when read aloud.
 */
export function provisionalNumber(desk: Pick<Desk, "now" | "newId">): string {
  const day = chinaDay(desk.now()).slice(5).replace("-", "");
  const tail = desk.newId().replaceAll("-", "").slice(-6).toUpperCase();
  return `临-${day}-${tail}`;
}
