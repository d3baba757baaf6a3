import { actions } from "../actions/actions.ts";
export const domain = actions;
