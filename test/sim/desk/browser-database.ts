import { theWorld } from "../world/world.ts";

export type Doc = Readonly<Record<string, unknown>>;
type Documents = ReadonlyMap<string, Doc>;
type Collections = Map<string, Documents>;

/** How the databases of a machine may fail. */
export type BrowserFaults = { isFull: boolean };

/** One database of a machine's browser. It outlives the page; what was written last may not outlive the machine. */
export type BrowserDatabase = Readonly<{
  opens: () => Promise<void>;
  read: <Value>(take: (all: ReadonlyMap<string, ReadonlyMap<string, Doc>>) => Value) => Promise<Value>;
  write: (write: Readonly<{ name: string; isStrict: boolean }>, work: (all: Collections) => void) => Promise<void>;
}>;

/** Everything that the browser of one machine keeps, by the name of the database. */
export class Browser {
  readonly faults: BrowserFaults = { isFull: false };
  /**
   * What is there now, and for each collection the states behind it to which losing the power may take it back, oldest
   * first. In Chromium each collection of RxDB's is a database of its own: with SQLite below it (on the desktop) each has
   * its own file, so their last writes are lost in their order within one and in no order between two.
   */
  readonly #now = new Map<string, Collections>();
  readonly #unsynced = new Map<string, Map<string, Documents[]>>();

  /** Forgets a database, as damage to it does. */
  lose(isMeant: (name: string) => boolean): void {
    for (const name of [...this.#now.keys()].filter(isMeant)) {
      this.#now.delete(name);
      this.#unsynced.delete(name);
    }
  }

  names(): readonly string[] {
    return [...this.#now.keys()];
  }

  /** What was written last and not yet on the disk goes: of each collection's writes some of the last. */
  losePower(): void {
    for (const [name, collections] of this.#unsynced) {
      const after = new Map(this.contents(name));
      for (const [collection, states] of collections) {
        const back = theWorld().random.between(0, states.length);
        const state = states[states.length - back];
        if (back > 0 && state !== undefined) after.set(collection, state);
      }
      this.#now.set(name, after);
    }
    this.#unsynced.clear();
  }

  contents(name: string): ReadonlyMap<string, ReadonlyMap<string, Doc>> {
    return this.#now.get(name) ?? new Map<string, ReadonlyMap<string, Doc>>();
  }

  database(name: string): BrowserDatabase {
    return {
      opens: () => theWorld().pause(theWorld().random.delay(4)),
      read: async (take) => {
        await theWorld().pause(theWorld().random.delay(1));
        return take(this.contents(name));
      },
      write: async ({ isStrict }, work) => {
        await theWorld().pause(theWorld().random.delay(2));
        if (this.faults.isFull) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
        const before = this.contents(name);
        const after = new Map(before);
        work(after);
        this.#now.set(name, after);
        for (const [collection, documents] of after) {
          const old = before.get(collection);
          if (old !== documents) this.#keepBehind(name, collection, isStrict ? null : (old ?? new Map<string, Doc>()));
        }
        await theWorld().pause(theWorld().random.delay(1));
      },
    };
  }

  /** @param before null when the write has reached the disk, and all that went before it with it */
  #keepBehind(name: string, collection: string, before: Documents | null): void {
    const collections = this.#unsynced.get(name) ?? new Map<string, Documents[]>();
    this.#unsynced.set(name, collections);
    const states = before === null ? [] : [...(collections.get(collection) ?? []), before];
    collections.set(collection, states.slice(-12));
  }
}

const browsers = new Map<string, Browser>();

/** Which browser holds the databases of an account, whose id ends their names. */
export function keepBrowser(account: string, browser: Browser): void {
  browsers.set(account, browser);
}

export function browserDatabase(name: string): BrowserDatabase {
  const browser = browsers.get(name.slice(-36));
  if (browser === undefined) throw new Error(`no machine has the database ${name}`);
  return browser.database(name);
}

export function forgetBrowsers(): void {
  browsers.clear();
}
