import { Type } from "typebox";

import { apiPath } from "../api-path.ts";
import type { Http, HttpAnswer, HttpFault } from "../http.ts";
import { applicationOf, type SetupKept } from "./setup-kept.ts";

type Newcomer = Readonly<{ id: string; publicKey: string; name: string }>;

/**
 * Registers a desk over a line that has come before its first packet did. Twice has one effect; a desk that is known
 * already asks nothing.
 * @see docs/spec/courier.md CP-48
 */
export async function registerOnline(http: Http, kept: SetupKept | null, desk: Newcomer): Promise<HttpAnswer<null>> {
  if (kept === null || kept.isRegistered) return { ok: true, value: null };
  const { id, publicKey, name } = desk;
  const body = { application: applicationOf(kept, name), device: { id, publicKey } };
  return http.json({ method: "POST", path: apiPath.registrations, body, token: null }, Type.Null());
}

/** Which of the two faults to tell: a password that the province does not know because it did not register the desk. */
export function toldFault(registered: HttpAnswer<null>, fault: HttpFault): HttpFault {
  const isUnknown = fault.kind === "problem" && fault.name === "wrong-credentials";
  return isUnknown && !registered.ok ? registered.fault : fault;
}
