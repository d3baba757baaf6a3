import type { CalendarYear } from "../../src-shared/calendar/calendar-year.ts";

/** A year of the calendar as no notice has it yet: for trying the import of one. */
export const year2027: CalendarYear = {
  year: 2027,
  notices: ["国办发明电(样例)"],
  days: {
    "2027-01-01": { off: true, name: "元旦" },
    "2027-01-04": { off: true, name: "元旦" },
    "2027-02-06": { off: true, name: "春节" },
    "2027-04-05": { off: true, name: "清明节" },
    "2027-05-01": { off: true, name: "劳动节" },
    "2027-06-09": { off: true, name: "端午节" },
    "2027-09-15": { off: true, name: "中秋节" },
    "2027-10-01": { off: true, name: "国庆节" },
  },
};
