import { createHash } from "node:crypto";

import { everHeld, officesWithRight } from "../../src-shared/domain/assignment/custody.ts";
import { everHelped } from "../../src-shared/domain/co-handling/helpers.ts";
import type { OfficeLookup } from "../../src-shared/domain/decision.ts";
import { isAdministrator, type Role } from "../../src-shared/domain/permission/role.ts";
import { isWithin, shardOf, type Office } from "../../src-shared/domain/reference/office.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";

/** What an account may see: the orders of an office and all below it. `hash` changes whenever that does. */
export type Scope = Readonly<{ office: OfficeId; path: string; shard: string; hash: string }>;

/** A path below which nothing lies: who only administers sees no order. */
const nowhere = "nowhere";

/**
 * The scope of an account. Administrators who do nothing else see no orders. Roles are part of the hash, so that a desk
 * whose account was given other roles hears of it at its next pull; so is the office, also of who sees none of its orders.
 * @see docs/spec/visibility.md VI-10 to VI-12
 */
export function scopeOf(office: Pick<Office, "id" | "path">, roles: readonly Role[]): Scope {
  const path = roles.some((role) => !isAdministrator(role)) ? office.path : nowhere;
  const sorted = roles.toSorted();
  const account = JSON.stringify(path === nowhere ? [path, sorted, office.id] : [path, sorted]);
  const hash = createHash("sha256").update(account).digest("base64url").slice(0, 22);
  return { office: office.id, path, shard: shardOf(path), hash };
}

export function isShardInScope(shard: string, scope: Scope): boolean {
  return shard === scope.shard || isWithin(shard, scope.path);
}

/** Whether an office may know of an order: somebody below it has a right to it, or it once had a turn itself, or was asked to help. */
export function mayKnowOf(order: WorkOrder, office: OfficeId, offices: OfficeLookup): boolean {
  const own = offices.find(office);
  invariant(own, `the actor's office ${office} is in the tree`);
  if (everHeld(order, office) || everHelped(order, office)) return true;
  return officesWithRight(order).some((id) => isWithin(offices.find(id)?.path ?? "", own.path));
}
