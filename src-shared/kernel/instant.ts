import { Type } from "typebox";

/** A moment: milliseconds since the epoch, UTC. */
export type Instant = number;

/** Schema of a moment that a person or a device names: 1970 to 9999, so that it can be stored and written as a date. */
export const instantSchema = Type.Integer({ minimum: 0, maximum: Date.UTC(10_000, 0) - 1 });

/** A calendar day in China, `YYYY-MM-DD`. */
export type Day = string;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** China keeps UTC+8 all year (no summer time since 1991), so its zone is a constant and needs no zone data. */
const chinaOffsetMs = 8 * hourMs;

/** The day it is in China at a moment. */
export function chinaDay(at: Instant): Day {
  return new Date(at + chinaOffsetMs).toISOString().slice(0, 10);
}

/** 00:00 China time of a day. */
export function startOfDay(day: Day): Instant {
  return Date.parse(`${day}T00:00:00Z`) - chinaOffsetMs;
}

/** 24:00 China time of a day, which is the first moment of the next. */
export function endOfDay(day: Day): Instant {
  return startOfDay(day) + dayMs;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

export function nextDay(day: Day): Day {
  return addDays(day, 1);
}

/** Day of the week in China: 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Whether a text names a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The moment as ISO text in China time with milliseconds left out: `2026-03-11T09:30:00+08:00`. */
export function toChinaIso(at: Instant): string {
  return `${new Date(at + chinaOffsetMs).toISOString().slice(0, 19)}+08:00`;
}

/** The moment as people read it in China: `2026-03-11 09:30`. */
export function toChinaText(at: Instant): string {
  return toChinaIso(at).slice(0, 16).replace("T", " ");
}

/** A limit that ends with its last day is written so: `2026-03-11 24:00`, not `2026-03-12 00:00` (KE-3). */
export function toDueText(due: Instant): string {
  const day = chinaDay(due);
  return due === startOfDay(day) ? `${addDays(day, -1)} 24:00` : toChinaText(due);
}
