import type { FastifyRequest } from "fastify";

import { officeId } from "../../../src-shared/kernel/ids.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import type { Administrator } from "../../../src-shared/domain/permission/administration.ts";
import type { Province } from "../../sync/province.ts";
import type { AuditActor } from "../../sync/write-audit.ts";
import { addressBlock } from "../session/address-block.ts";
import { signedIn } from "../require-session.ts";

/** Who administers, as the audit names them. */
export function auditActor(province: Province, request: FastifyRequest): AuditActor {
  const { userId, name, office } = signedIn(request);
  return { userId, name, office, address: addressBlock(request.ip), at: province.now() };
}

/** Who administers, as rights are judged by. */
export function administratorOf(province: Province, request: FastifyRequest): Administrator {
  const { roles, office } = signedIn(request);
  const own = province.rules.offices.find(officeId(office));
  invariant(own, "an account's office is in the tree");
  return { roles, office: own, hub: province.rules.offices.hub };
}
