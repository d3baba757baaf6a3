import { form } from "../portal/form.ts";
export const publicPart = form;
