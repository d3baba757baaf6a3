import { app } from "../app/app.ts";
export const features = app;
