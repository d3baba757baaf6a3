import { createRxDatabase } from "rxdb/plugins/core";
export const database = createRxDatabase;
