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
}>;

// [Note: files after their order] The copy lets go of an order first and then of its files: the other way round a desk
// that is killed in between would show an order without them. So the copy says meanwhile that it does not know what lies
// here, and the next start looks (stray-files.ts). The copy is written `relaxed`, so a loss of power may undo that word
// and keep the deletion; the start after it looks all the same (doubt.ts).
/** @see docs/spec/local-store.md LS-11, LS-65 */
export function createSwept({ readFact, writeFact }: Facts): SweptFiles {
  const inTurn = createMutex();
  let wasCut = false;
  const areSwept = async (): Promise<boolean> => (await readFact(fact)) === "yes";
  const leave = async (work: () => Promise<void>): Promise<void> => {
    const stood = await areSwept();
    if (stood) await writeFact(fact, "");
    await work();
    // Not to be written costs the next start a look.
    if (stood) await writeFact(fact, "yes").catch(() => undefined);
  };
  return {
    areSwept,
    swept: () => inTurn(async () => (wasCut ? undefined : writeFact(fact, "yes"))),
    leaving: (work) =>
      inTurn(() =>
        leave(work).catch((cause: unknown) => {
          wasCut = true;
          throw cause;
        }),
      ),
  };
}
