import { calendar } from "../calendar/calendar.ts";
export const kernel = calendar;
