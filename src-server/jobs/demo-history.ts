import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Type, type Static } from "typebox";
import { Check } from "typebox/value";

import { payloadSchemas } from "../../src-shared/actions/action.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";

/**
 * One step of a demo history. `by` is a username. `at` is a working day and a time of day as seen from the day of
 * loading (`-3 09:30`), or so long before the moment of loading (`-25min`, `-3h`). The payload is the action's own
 * with everything left out that can be filled in (DM-3).
 */
const stepSchema = Type.Object(
  {
    by: Type.String({ pattern: "^[a-z0-9.-]+$" }),
    at: Type.String({ pattern: "^(-\\d{1,3} [0-2]\\d:[0-5]\\d|-\\d{1,2}(min|h))$" }),
    type: Type.Enum(Object.keys(payloadSchemas)),
    payload: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

/** One order's life, as its people's steps; `key` names it for the other histories. */
const historySchema = Type.Object(
  { key: Type.String({ pattern: "^[a-z0-9-]+$" }), steps: Type.Array(stepSchema, { minItems: 1 }) },
  { additionalProperties: false },
);
const historiesSchema = Type.Object({ histories: Type.Array(historySchema) }, { additionalProperties: false });

export type DemoStep = Readonly<Static<typeof stepSchema>>;
export type DemoHistory = Readonly<Static<typeof historySchema>>;

const demoFolder = path.join(import.meta.dirname, "../../resources/demo");

/** Where the photographs and papers of the demo orders lie. */
export const demoFilesFolder = path.join(demoFolder, "files");

/**
 * Reads every history of resources/demo/orders, files by name.
 * @throws InvariantBroken when a file has another shape or a key is used twice
 * @see docs/spec/demo.md DM-1
 */
export function readDemoHistories(): readonly DemoHistory[] {
  const folder = path.join(demoFolder, "orders");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const histories = names.toSorted().flatMap((name) => historiesIn(path.join(folder, name)));
  const keys = new Set(histories.map(({ key }) => key));
  invariant(keys.size === histories.length, "every demo history has a key of its own");
  return histories;
}

function historiesIn(file: string): readonly DemoHistory[] {
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  invariant(Check(historiesSchema, content), `${path.basename(file)} holds demo histories`);
  return content.histories;
}
