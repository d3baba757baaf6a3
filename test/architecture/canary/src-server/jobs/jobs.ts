import { http } from "../http/http.ts";
export const jobs = http;
