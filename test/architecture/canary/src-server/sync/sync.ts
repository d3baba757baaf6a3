import { channels } from "../channels/channels.ts";
export const sync = channels;
