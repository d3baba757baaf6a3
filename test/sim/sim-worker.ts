import { parentPort, workerData } from "node:worker_threads";

import { isMutant, mutantModules, sabotage } from "./mutants/sabotage.ts";
import { loadTwins } from "./world/twins.ts";

/** What a thread is started with, and what it is then sent: the seeds to run, one after the other. */
export type WorkerStart = Readonly<{ mutant: string | null }>;

const { mutant } = workerData as WorkerStart;
if (mutant !== null && isMutant(mutant)) sabotage.mutant = mutant;
loadTwins(sabotage.mutant === null ? {} : mutantModules[sabotage.mutant]);
const { installVirtualGlobals } = await import("./world/virtual-globals.ts");
const { installTusLine } = await import("./desk/tus-line.ts");
const { runSeed } = await import("./run-seed.ts");
installVirtualGlobals();
installTusLine();
parentPort?.on("message", (seed: number) => {
  void runSeed(seed).then((result) => parentPort?.postMessage(result));
});
