import { protocol } from "../protocol/protocol.ts";
export const actions = protocol;
