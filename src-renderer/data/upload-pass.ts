import { isRefusedToken, type Session } from "./session.ts";
import type { UploadOutcome } from "./upload-file.ts";

/** What lets an upload's requests in at the province. */
type Pass = Readonly<{
  token: () => Promise<string | null>;
  /** Does the work; once more with another token when the province refuses the one that it has. */
  through: (work: () => Promise<UploadOutcome>) => Promise<UploadOutcome>;
}>;

// [Note: a session that only files need] A desk too old to be told of orders sends steps and files and asks for nothing
// else: when its session ends while a file waits, nobody but the upload can hear of it.
/** @see docs/spec/files.md FI-27 */
export function createPass(session: Pick<Session, "token" | "tokenAfter">): Pass {
  let used: string | null = null;
  return {
    token: async () => {
      used = await session.token();
      return used;
    },
    through: async (work) => {
      const outcome = await work();
      if (!isRefused(outcome)) return outcome;
      const next = await session.tokenAfter(used);
      if (!next.ok) return { kind: "failed", fault: next.fault };
      const again = await work();
      return isRefused(again) ? { kind: "failed", fault: { kind: "signed-out" } } : again;
    },
  };
}

function isRefused(outcome: UploadOutcome): boolean {
  return outcome.kind === "failed" && isRefusedToken(outcome.fault);
}
