import type { Proposal, Publication, PublishedNow } from "../../../src-shared/domain/reference/proposal.ts";
import { publicationOf } from "../../../src-shared/domain/reference/proposal.ts";
import { takenOverBy } from "../../../src-shared/domain/reference/change-offices.ts";
import type { ReferenceKind } from "../../../src-shared/domain/reference/reference-kind.ts";
import { chinaDay, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { PublishAnswer, PublishRequest } from "../../../src-shared/protocol/administration.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { writeMeta } from "../../store/meta-store.ts";
import { addVersion, lockPublishing, readLatestNumber, readVersions } from "../../store/reference-store.ts";
import type { Executor, Heads } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import { administratorNow } from "../../sync/administrator-now.ts";
import { contentHash } from "../../sync/content-hash.ts";
import type { Province } from "../../sync/province.ts";
import { handOver, heirKey } from "../../sync/hand-over.ts";
import { writeAudit, type AuditActor } from "../../sync/write-audit.ts";
import { applyOffices, stakeOf } from "./apply-offices.ts";

const letters: Readonly<Record<ReferenceKind, string>> = {
  calendar: "CN",
  policy: "P",
  offices: "O",
  dictionaries: "D",
  templates: "T",
};

/**
 * Publishes a proposal: checks it as the desk did, appends the version, brings the tree of offices and who sees what
 * along, and writes the audit, in one transaction; then the province follows at once.
 * Refuses: what `publicationOf` refuses; `no-right` (taken meanwhile); `version-moved` when somebody else has published
 * this kind since; `office-busy`.
 * @see docs/spec/administration.md AD-20 to AD-24
 */
export async function publish(
  province: Province,
  actor: AuditActor,
  asked: PublishRequest,
): Promise<Result<PublishAnswer, ProblemName>> {
  // What another server process published may not have come here yet; a proposal must not be laid over an older version.
  await province.reference.refresh();
  const done = await inTransaction(province.store, (tx) => publishIn(tx, { province, actor, asked }));
  if (!done.ok) return done;
  await province.reference.refresh();
  const { heads, number, ...answer } = done.value;
  province.broadcast.publish({ ...heads, reference: number });
  return accept(answer);
}

type Publishing = Readonly<{ province: Province; actor: AuditActor; asked: PublishRequest }>;
type Done = PublishAnswer & Readonly<{ heads: Heads; number: number }>;

async function publishIn(tx: Executor, publishing: Publishing): Promise<Result<Done, ProblemName>> {
  const { province, actor, asked } = publishing;
  const { proposal, basedOn, reason } = asked;
  await lockPublishing(tx);
  const by = await administratorNow(tx, province, { userId: actor.userId, task: "reference" });
  if (by === null) return refuse("no-right");
  const [last] = await readVersions(tx, proposal.kind);
  const isFollowed = province.reference.versionOf(proposal.kind) === basedOn;
  if (last?.version !== basedOn || !isFollowed) return refuse("version-moved");
  const version = `${letters[proposal.kind]}-${(await readLatestNumber(tx)) + 1}`;
  const publication = publicationOf(publishedNow(province), proposal, { version, today: chinaDay(actor.at) });
  if (!publication.ok) return refuse(publication.refusal);
  if (await isBusy(tx, province, proposal)) return refuse("office-busy");
  const effectiveFrom = startsAt(publication.value, actor.at);
  const hash = contentHash(publication.value.content);
  const number = await addVersion(tx, {
    kind: proposal.kind,
    version,
    content: JSON.stringify(publication.value.content),
    effectiveFrom,
    publishedAt: actor.at,
    publishedBy: actor.userId,
    publishedByName: actor.name,
    reason,
    hash,
  });
  const deed = { action: `published-${proposal.kind}`, subject: version, detail: detailOf(proposal, reason) };
  await writeAudit(tx, actor, { ...deed, beforeHash: last.hash, afterHash: hash });
  const heads = await followOffices(tx, province, { proposal, publication: publication.value });
  return accept({ version, effectiveFrom, heads, number });
}

/** What is in force, for proposals. */
export function publishedNow(province: Province): PublishedNow {
  const { rules, offices, dictionaries, templates } = province;
  return { calendar: rules.calendar, policy: rules.policy, offices, dictionaries, templates };
}

async function isBusy(tx: Executor, province: Province, proposal: Proposal): Promise<boolean> {
  if (proposal.kind !== "offices") return false;
  const { change } = proposal;
  if (change.type !== "close" && change.type !== "merge") return false;
  const { held, below, accounts } = await stakeOf(tx, province.offices, change.id);
  return below.length + accounts.length > 0 || (takenOverBy(change) === null && held.length > 0);
}

/** What hangs on an office that goes is taken over while both are in the tree; then the new tree is in force. */
async function followOffices(
  tx: Executor,
  province: Province,
  to: Readonly<{ proposal: Proposal; publication: Publication }>,
): Promise<Heads> {
  const { proposal, publication } = to;
  if (proposal.kind !== "offices" || publication.kind !== "offices") return {};
  const move = takenOverBy(proposal.change);
  if (move !== null) await writeMeta(tx, heirKey(move.from), move.to);
  const moved = move === null ? {} : await handOver(tx, province, move);
  return { ...moved, ...(await applyOffices(tx, province.offices, publication.content.offices)) };
}

function startsAt({ kind, content }: Publication, now: number): number {
  return kind === "policy" ? startOfDay(content.effectiveFrom) : now;
}

function detailOf(proposal: Proposal, reason: string): string {
  return JSON.stringify(proposal.kind === "offices" ? { reason, change: proposal.change } : { reason });
}
