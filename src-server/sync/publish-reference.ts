import { createHash } from "node:crypto";
import Value from "typebox/value";

import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { referenceSchema, type Reference } from "../../src-shared/protocol/reference.ts";
import { readColleagues } from "../store/user-store.ts";
import type { InForce } from "./live-reference.ts";
import type { Province } from "./province.ts";

/** How long the list of colleagues may lag behind the database, in ms. */
const staleAfterMs = 15_000;

export type ReferenceDesk = Readonly<{
  read: () => Promise<Reference>;
  /** forgets what was read, after accounts changed in this process */
  forget: () => void;
}>;

/** The reference as one versioned whole. Its version is the hash of its content: same content, same version. */
export function referenceDesk(province: Province): ReferenceDesk {
  let kept: Readonly<{ at: number; of: InForce; reference: Reference }> | null = null;
  return {
    forget: () => {
      kept = null;
    },
    read: async () => {
      const at = performance.now();
      const of = province.reference.current();
      if (kept && kept.of === of && at - kept.at < staleAfterMs) return kept.reference;
      kept = { at, of, reference: await makeReference(province) };
      return kept.reference;
    },
  };
}

async function makeReference(province: Province): Promise<Reference> {
  const { rules, offices, dictionaries, templates, knowledge, duties } = province;
  const users = await readColleagues(province.store.db);
  const content = {
    hub: rules.offices.hub,
    calendar: rules.calendar,
    policy: rules.policy,
    offices: [...offices],
    dictionaries,
    templates,
    knowledge,
    duties,
    courier: province.courier.keys,
    colleagues: users.map(({ id, name, office, roles }) => ({ id, name, office, roles: [...roles] })),
  };
  const version = createHash("sha256").update(canonicalJson(content)).digest("hex").slice(0, 16);
  const reference = { version, ...content };
  invariant(Value.Check(referenceSchema, reference), "the reference has the shape that desks expect");
  return reference;
}
