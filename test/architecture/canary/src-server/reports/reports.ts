import { channels } from "../channels/channels.ts";
import { jobs } from "../jobs/jobs.ts";
export const reports = [channels, jobs];
