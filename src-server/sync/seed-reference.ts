import { withMissingCodes } from "../../src-shared/domain/reference/change-dictionaries.ts";
import { parseDictionaries } from "../../src-shared/domain/reference/dictionary.ts";
import type { ReferenceKind } from "../../src-shared/domain/reference/reference-kind.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { publishOffices } from "../store/office-store.ts";
import type { Resources } from "../store/read-resources.ts";
import { addVersion, lockPublishing, readLatestNumber, readVersions } from "../store/reference-store.ts";
import type { Executor } from "../store/store.ts";
import { contentHash } from "./content-hash.ts";
import { readChecked } from "./read-checked.ts";

/** The name on versions that nobody published: they came with the program. */
const programName = "程序自带";

/**
 * Gives an empty database the versions that come with the program, and adds the codes that a newer program knows besides.
 * @see docs/spec/administration.md AD-1, AD-3
 */
export async function seedReference(tx: Executor, resources: Resources, at: Instant): Promise<void> {
  await lockPublishing(tx);
  const { calendar, policy, officeList, dictionaries, templates } = resources;
  const first: readonly Readonly<{ kind: ReferenceKind; content: Readonly<{ version: string }> }>[] = [
    { kind: "calendar", content: calendar },
    { kind: "policy", content: policy },
    { kind: "offices", content: officeList },
    { kind: "dictionaries", content: dictionaries },
    { kind: "templates", content: templates },
  ];
  for (const { kind, content } of first) {
    if ((await readVersions(tx, kind)).length > 0) continue;
    await addOwn(tx, { kind, content, at, from: 0, reason: "首次启用" });
    if (kind === "offices") await publishOffices(tx, officeList.offices);
  }
  const current = await readChecked({ db: tx, at }, "dictionaries", parseDictionaries);
  const number = await readLatestNumber(tx);
  const longer = withMissingCodes(current, dictionaries, `D-${number + 1}`);
  if (longer !== null) await addOwn(tx, { kind: "dictionaries", content: longer, at, from: at, reason: "随程序更新" });
}

type Own = Readonly<{
  kind: ReferenceKind;
  content: Readonly<{ version: string }>;
  at: Instant;
  from: Instant;
  reason: string;
}>;

async function addOwn(tx: Executor, { kind, content, at, from, reason }: Own): Promise<void> {
  await addVersion(tx, {
    kind,
    version: content.version,
    content: JSON.stringify(content),
    effectiveFrom: from,
    publishedAt: at,
    publishedBy: null,
    publishedByName: programName,
    reason,
    hash: contentHash(content),
  });
}
