import type { PaperFinding } from "../../../src-shared/domain/paper/check-paper.ts";
import type { PaperFault } from "../../../src-shared/domain/paper/paper-text.ts";

/** What is said of a paper, what to do, and how it looks: `words` and `todo` are keys of the texts. */
export type Verdict = Readonly<{
  tone: "good" | "old" | "bad" | "open";
  words:
    | "current"
    | "outdated"
    | "differs"
    | "differsAll"
    | "maybeNewer"
    | "newer"
    | "missing"
    | "missingOffline"
    | "codeMistyped"
    | "numberMissing"
    | "unreadable";
  todo:
    | "current"
    | "outdated"
    | "differs"
    | "offline"
    | "newer"
    | "missing"
    | "codeMistyped"
    | "numberMissing"
    | "unreadable";
}>;

const faults = {
  "code-mistyped": { tone: "open", words: "codeMistyped", todo: "codeMistyped" },
  "number-missing": { tone: "open", words: "numberMissing", todo: "numberMissing" },
  unreadable: { tone: "open", words: "unreadable", todo: "unreadable" },
} as const satisfies Readonly<Record<PaperFault, Verdict>>;

/** What is said of a text that cannot be looked up. */
export function faultVerdict(fault: PaperFault): Verdict {
  return faults[fault];
}

/**
 * What is said of a finding; `null` is an order that is not on this computer. Whoever has no line, or not all orders
 * yet (`isBehind`), is never told that a paper is false because something is missing here.
 * @see docs/spec/paper-check.md PC-20 to PC-24
 */
export function paperVerdict(finding: PaperFinding | null, isBehind: boolean): Verdict {
  if (finding === null) {
    return isBehind
      ? { tone: "open", words: "missingOffline", todo: "offline" }
      : { tone: "open", words: "missing", todo: "missing" };
  }
  if (finding.result === "newer") return { tone: "open", words: "newer", todo: isBehind ? "offline" : "newer" };
  if (finding.result === "genuine") {
    return finding.since.length === 0
      ? { tone: "good", words: "current", todo: "current" }
      : { tone: "old", words: "outdated", todo: "outdated" };
  }
  if (finding.upTo === null) return { tone: "bad", words: "differs", todo: "differs" };
  return isBehind
    ? { tone: "open", words: "maybeNewer", todo: "offline" }
    : { tone: "bad", words: "differsAll", todo: "differs" };
}
