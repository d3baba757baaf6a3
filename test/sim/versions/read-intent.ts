import * as original from "../../../src-shared/actions/read-intent.ts";
import type { Readable } from "../../../src-shared/actions/read-intent.ts";
import { actionVersionOf, currentBuild, knowsKind } from "./builds.ts";
import { allVersions } from "./payloads.ts";

export const { payloadVersions, todaysPayload } = original;

/** The twin of src-shared/actions/read-intent.ts: reads a step as the program does whose turn it is. */
export function readIntent(step: Readable): ReturnType<typeof original.readIntent> {
  const build = currentBuild();
  if (build === null) return original.readIntent(step);
  const isNewer = step.actionVersion > actionVersionOf(build) || !knowsKind(build, step.type);
  return isNewer ? "unknown-action" : original.readIntent(step, allVersions);
}
