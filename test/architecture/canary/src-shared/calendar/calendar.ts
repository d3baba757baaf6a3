import { domain } from "../domain/domain.ts";
export const calendar = domain;
