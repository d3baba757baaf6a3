import { reports } from "../reports/reports.ts";
export const channels = reports;
