/** `npm run format`: rewrites the source in the project's format. */
import { packageBin } from "./support/paths.ts";
import { runNode } from "./support/run-process.ts";

const result = await runNode(packageBin("prettier", "bin/prettier.cjs"), ["--write", ".", "--list-different"], {
  timeoutMs: 120_000,
  show: true,
});
process.exitCode = result.code;
