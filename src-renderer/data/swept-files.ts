import { createMutex } from "./mutex.ts";

const fact = "files-swept";

type Facts = Readonly<{
  readFact: (key: string) => Promise<string | null>;
  writeFact: (key: string, value: string) => Promise<void>;
}>;

/** Whether no file lies here of which the copy knows nothing. */
export type SweptFiles = Readonly<{
  areSwept: () => Promise<boolean>;
  /** Files that no order names were looked for and deleted. */
  swept: () => Promise<void>;
  /** Does what takes orders out of the copy and deletes their files after that. */
  leaving: (work: () => Promise<void>) => Promise<void>;
  /** Does what puts a file here before anything names it, or deletes some. It and `leaving` never overlap. */
  touching: <Value>(work: () => Promise<Value>) => Promise<Value>;
}>;

// [Note: files after their order] The copy lets go of an order first and then of its files: the other way round a desk
// that is killed in between would show an order without them. So the copy says meanwhile that it does not know what lies
// here, and the next start looks (stray-files.ts). The copy is written `relaxed`, so a loss of power may undo that word
// and keep the deletion; the start after it looks all the same (doubt.ts).
// A file that arrives is here before the step that names it, and that step may be refused or never be written. And whoever
// attaches the very bytes that are being let go of finds them here a moment before they are deleted: so one after another.
/** @see docs/spec/local-store.md LS-11, LS-65, docs/spec/files.md FI-70, FI-71 */
export function createSwept({ readFact, writeFact }: Facts): SweptFiles {
  const inTurn = createMutex();
  let wasCut = false;
  const areSwept = async (): Promise<boolean> => (await readFact(fact)) === "yes";
  const meanwhileUnswept = async <Value>(work: () => Promise<Value>, unsweep: () => Promise<void>): Promise<Value> => {
    const stood = await areSwept();
    if (stood) await unsweep();
    const done = await work();
    // Not to be written costs the next start a look.
    if (stood) await writeFact(fact, "yes").catch(() => undefined);
    return done;
  };
  const noted = <Value>(work: () => Promise<Value>): Promise<Value> =>
    work().catch((cause: unknown) => {
      wasCut = true;
      throw cause;
    });
  const unsweep = (): Promise<void> => writeFact(fact, "");
  return {
    areSwept,
    swept: () => inTurn(async () => (wasCut ? undefined : writeFact(fact, "yes"))),
    leaving: (work) => inTurn(() => noted(() => meanwhileUnswept(work, unsweep))),
    // A copy that cannot be written now must not stand in the way of a file that can, or that is to go.
    touching: (work) => inTurn(() => noted(() => meanwhileUnswept(work, () => unsweep().catch(() => undefined)))),
  };
}
