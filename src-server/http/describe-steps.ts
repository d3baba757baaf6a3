import { payloadSchemas } from "../../src-shared/actions/action.ts";
import { problemCode, problemKinds, isProblemName } from "../../src-shared/protocol/problem-code.ts";

/**
 * What a client has to know beside the routes, as parts of `/api/openapi.json`: the payload of each kind of step under
 * `payload-<type>`, and every name that an error or a receipt's `code` may have, with its number and its words.
 * @see docs/spec/sync-server.md SV-34
 */
export function describeSteps(): Readonly<Record<string, object>> {
  const payloads = Object.entries(payloadSchemas).map(([type, schema]) => [`payload-${type}`, schema] as const);
  const names = Object.keys(problemKinds).filter(isProblemName);
  const meanings = names.map((name) => {
    const { status, meaning, next } = problemKinds[name];
    return [name, { code: problemCode(name), status, title: meaning, next }] as const;
  });
  const problemName = { type: "string", enum: names, "x-meanings": Object.fromEntries(meanings) };
  return { ...Object.fromEntries(payloads), "problem-name": problemName };
}
