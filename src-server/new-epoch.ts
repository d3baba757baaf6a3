/** After a restore: `node src-server/new-epoch.ts` (docs/operations/restore.md). */
import { runCommand } from "./run-command.ts";
import { beginEpoch } from "./sync/begin-epoch.ts";

await runCommand(async ({ store }) => `新纪元 · New epoch: ${await beginEpoch(store)}`);
