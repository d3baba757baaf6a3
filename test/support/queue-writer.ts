/**
 * Records the computer of an office with a full queue as this version leaves it, for the versions to come:
 * `node test/support/queue-writer.ts <file>`. Three steps are sealed, three are not.
 * @see docs/spec/versions.md NV-7
 */
import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";

import { demoUserId } from "../../src-server/jobs/demo-users.ts";
import { sealBatch } from "../../src-renderer/data/seal.ts";
import { submit } from "../../src-renderer/data/submit.ts";
import { contactId, officeId, orderId } from "../../src-shared/kernel/ids.ts";
import { fullPace } from "../../src-shared/sync/push-pace.ts";
import { deskParts, newId } from "../src-renderer/data/desk-parts.ts";
import { wagesCase } from "./order-steps.ts";

const [file = ""] = process.argv.slice(2);
const roles = ["handler", "leader", "operator", "dispatcher"] as const;
const office = officeId("x370102");
const user = demoUserId("lixia");
const parts = await deskParts({ account: user, actor: { id: user, name: "历下值班", office, roles } });
const profile = {
  userId: user,
  username: "lixia",
  name: "历下值班",
  office,
  officeName: "历下区总工会",
  roles: [...roles],
  hub: officeId("p37"),
};
const at = Date.now();
await parts.outbox.append([
  { kind: "device", deviceId: parts.device.id, at },
  { kind: "session", profile, at },
]);

async function register(title: string): Promise<void> {
  const contact = { ...wagesCase.contact, id: contactId(randomUUID()) };
  const payload = { ...wagesCase, contact, classification: { ...wagesCase.classification, title } };
  const said = await submit(parts.submit, { type: "register", orderId: orderId(newId()), payload });
  if (!said.ok) throw new Error(said.refusal);
}

for (const n of [1, 2, 3]) await register(`旧版已封 ${n}`);
await sealBatch(parts.outbox, { key: parts.device.key, at: Date.now(), pace: fullPace });
for (const n of [1, 2, 3]) await register(`旧版未封 ${n}`);

const account = { username: "lixia", userId: user, profile, device: parts.device.stored };
const kept = {
  username: "lixia",
  userId: user,
  secrets: { accounts: JSON.stringify({ last: user, accounts: [account] }) },
  lines: parts.disk.journals.get(user) ?? [],
};
await parts.close();
writeFileSync(file, `${JSON.stringify(kept, null, 1)}\n`);
