import type { ReferenceKind } from "../../src-shared/domain/reference/reference-kind.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Result } from "../../src-shared/kernel/result.ts";
import { readInForce } from "../store/reference-store.ts";
import type { Executor } from "../store/store.ts";

/** What a newer program has published, and this one cannot read. */
export class UnreadableVersion extends Error {
  override readonly name = "UnreadableVersion";
}

/**
 * What is in force of a kind at a moment.
 * @throws when there is none, or when it cannot be read any more
 */
export async function readChecked<Content>(
  { db, at }: Readonly<{ db: Executor; at: Instant }>,
  kind: ReferenceKind,
  parse: (value: unknown) => Result<Content, string>,
): Promise<Content> {
  const row = await readInForce(db, kind, at);
  invariant(row, `a version of ${kind} is in force`);
  return checked(row.content, parse, row.version);
}

/** A published text as what it was when it was published. */
export function checked<Content>(
  text: string,
  parse: (value: unknown) => Result<Content, string>,
  version: string,
): Content {
  const result = parse(JSON.parse(text));
  if (result.ok) return result.value;
  throw new UnreadableVersion(`the published version ${version} cannot be read: ${result.refusal}`);
}
