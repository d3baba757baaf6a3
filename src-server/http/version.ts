import { readFileSync } from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import Value from "typebox/value";

const manifestSchema = Type.Object({ version: Type.String() });

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../package.json"), "utf8"));
  return Value.Check(manifestSchema, manifest) ? manifest.version : "unknown";
}

/** The version of this program. */
export const version = readVersion();
