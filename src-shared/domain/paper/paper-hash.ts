import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { OrderId } from "../../kernel/ids.ts";
import { sha256Words } from "../../kernel/sha256.ts";
import { utf8 } from "../../kernel/utf8.ts";
import { eventWithoutWorker } from "../permission/withhold-worker.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import { paperCode, type PaperCode } from "./paper-code.ts";
import { paperNameText, type PaperName } from "./paper-kind.ts";

/** The first word of what is hashed. Papers lie in archives for decades: this way of hashing never changes. */
const way = "12351-paper-1";

/**
 * A hash for each version of an order, the first for version 1: of what happened until then, without who the worker is.
 * The ids of the events salt it: who has the paper alone cannot try out what it might say.
 * @see docs/spec/paper-check.md PC-1, PC-2
 */
export function versionHashes(id: OrderId, timeline: readonly OrderEvent[]): readonly string[] {
  const hashes: string[] = [];
  let before = `${way}:${id}`;
  for (const event of timeline) {
    before = hex(sha256Words(utf8(`${before}:${canonicalJson(eventWithoutWorker(event))}`)));
    hashes.push(before);
  }
  return hashes;
}

/** What a code is made of: the order's number, the version with its hash, and which paper. */
export type PaperFacts = Readonly<{ number: string; version: number; hash: string; paper: PaperName }>;

/** The code of one paper of one version of an order. */
export function codeOfPaper({ number, version, hash, paper }: PaperFacts): PaperCode {
  return paperCode(sha256Words(utf8([way, hash, number, version, paperNameText(paper)].join(":"))));
}

function hex(words: Uint32Array): string {
  return [...words].map((word) => word.toString(16).padStart(8, "0")).join("");
}
