import { createHmac } from "node:crypto";

import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import { addAuditRow, lockAuditEnd, readAuditAfter, type AuditRow } from "../store/audit-store.ts";
import { readOrMake } from "../store/meta-store.ts";
import type { Executor } from "../store/store.ts";
import { newSecret } from "./new-secret.ts";

/** Who did it, and from where. */
export type AuditActor = Readonly<{ userId: UserId; name: string; office: OfficeId; address: string; at: number }>;

/** What was done to what, and the hashes of what it was and became. */
export type AuditDeed = Readonly<{
  action: string;
  subject: string;
  detail: string;
  beforeHash: string;
  afterHash: string;
}>;

/**
 * Writes a line of the audit in the transaction of the deed itself. Lines are numbered without gaps and each is hashed,
 * with a key of the province, together with the one before.
 * @see docs/spec/administration.md AD-60, AD-61
 */
export async function writeAudit(tx: Executor, by: AuditActor, deed: AuditDeed): Promise<void> {
  const key = await auditKey(tx);
  const last = await lockAuditEnd(tx);
  const { userId, name, office, address, at } = by;
  const line = { number: (last?.number ?? 0) + 1, at, userId, userName: name, officeId: office, address, ...deed };
  await addAuditRow(tx, { ...line, hash: hashOf(key, last?.hash ?? "", line) });
}

/** Reads the whole chain again; `brokenAt` is the first line that is missing, altered or out of its place. */
export async function checkAudit(db: Executor): Promise<Readonly<{ lines: number; brokenAt: number | null }>> {
  const key = await auditKey(db);
  let lines = 0;
  let before = "";
  for (;;) {
    const page = await readAuditAfter(db, lines, 500);
    for (const { hash, ...line } of page) {
      if (line.number !== lines + 1 || hash !== hashOf(key, before, line)) return { lines, brokenAt: lines + 1 };
      lines = line.number;
      before = hash;
    }
    if (page.length === 0) return { lines, brokenAt: null };
  }
}

function auditKey(db: Executor): Promise<string> {
  return readOrMake(db, "audit-key", newSecret);
}

function hashOf(key: string, before: string, line: Omit<AuditRow, "hash">): string {
  return createHmac("sha256", key)
    .update(`${before}\n${canonicalJson(line)}`)
    .digest("hex");
}
