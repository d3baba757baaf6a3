import { openJournalFile, type JournalFile } from "./journal-file.ts";
import { journalFolder, privateFolder } from "./private-folder.ts";

/** Lines after which the file is written anew with what still stands. */
const tidyAfter = 100;

type Secrets = ReadonlyMap<string, string>;

/**
 * Small named values beside the journal, in a journal of their own: the last line of a name stands. Opened for each
 * use, because pages of several accounts share it.
 */
export async function readSecret(name: string): Promise<string | null> {
  reading ??= readAll();
  return (await reading).get(name) ?? null;
}

/** A reading that is not over: whoever asks meanwhile gets the answer from it, and the file is opened once for all. */
let reading: Promise<Secrets> | null = null;

function readAll(): Promise<Secrets> {
  const over = (): void => {
    if (reading === begun) reading = null;
  };
  const begun = withFile((_file, secrets) => Promise.resolve(secrets)).finally(over);
  return begun;
}

/** Sets a value, or forgets it when null; returns after it is on the disk. */
export async function writeSecret(name: string, value: string | null): Promise<void> {
  // Whoever asks from here on asks after this.
  reading = null;
  await withFile(async (file, secrets) => {
    if (value === null && !secrets.has(name)) return;
    file.append([JSON.stringify([name, value])]);
    if (file.lines.length < tidyAfter && value !== null) return;
    const kept = [...secrets].filter(([other]) => other !== name);
    const all = value === null ? kept : [...kept, [name, value]];
    await file.compact(all.map((pair) => JSON.stringify(pair)));
  });
}

/** Pages of one browser share the file: reading and writing it never overlap. */
async function withFile<T>(use: (file: JournalFile, secrets: Secrets) => Promise<T>): Promise<T> {
  return navigator.locks.request("lianxinqiao-secrets", () => openFor(use));
}

async function openFor<T>(use: (file: JournalFile, secrets: Secrets) => Promise<T>): Promise<T> {
  const file = await openJournalFile(journalFolder(await privateFolder("secrets")));
  try {
    return await use(file, standing(file.lines));
  } finally {
    file.close();
  }
}

function standing(lines: readonly string[]): Secrets {
  const secrets = new Map<string, string>();
  for (const line of lines) {
    const pair: unknown = JSON.parse(line);
    if (!isPair(pair)) continue;
    const [name, value] = pair;
    if (value === null) secrets.delete(name);
    else secrets.set(name, value);
  }
  return secrets;
}

function isPair(value: unknown): value is readonly [name: string, value: string | null] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
}
