import type { Owner } from "../world/agenda.ts";
import { sabotage } from "../mutants/sabotage.ts";

/** An error as PostgreSQL gives it: `code` is the SQLSTATE. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, detail: string, constraint?: string) {
    super(detail);
    this.code = code;
    this.constraint = constraint;
  }
}

type Row = object;
type Version = Readonly<{ commit: number; row: Row | null }>;
type Waiting = Readonly<{ tx: MemoryTransaction; go: () => void }>;
type Lock = { owner: MemoryTransaction; queue: Waiting[] };

export type Written = Readonly<{ table: string; key: string; row: Row | null }>;
export type Commit = Readonly<{ number: number; writes: readonly Written[] }>;
export type Backup = Readonly<{ commit: number; sequences: ReadonlyMap<string, number> }>;

/**
 * A database with what the province relies on in PostgreSQL: read committed and repeatable read, row locks held to the
 * end, savepoints, unique keys, sequences outside transactions, deadlocks found. All versions of a row are kept, so
 * that an older state can be put back as from a backup. Checked against the real one in test/src-server/twins.test.ts.
 */
export class MemoryDatabase {
  readonly #tables = new Map<string, Map<string, Version[]>>();
  readonly #sequences = new Map<string, number>();
  readonly #locks = new Map<string, Lock>();
  readonly #open = new Set<MemoryTransaction>();
  readonly watchers: ((commit: Commit) => void)[] = [];
  readonly #wake: (process: Owner, go: () => void) => void;
  #commits = 0;

  /** @param wake has a process go on */
  constructor(wake: (process: Owner, go: () => void) => void) {
    this.#wake = wake;
  }

  begin(process: Owner, isSnapshot: boolean): MemoryTransaction {
    const tx = new MemoryTransaction(this, process, isSnapshot ? this.#commits : null);
    this.#open.add(tx);
    return tx;
  }

  /** The committed row, as of a commit or now. */
  committed(table: string, key: string, asOf: number | null): Row | null {
    const versions = this.#tables.get(table)?.get(key);
    if (versions === undefined) return null;
    if (asOf === null) return versions.at(-1)?.row ?? null;
    return versions.findLast((version) => version.commit <= asOf)?.row ?? null;
  }

  keys(table: string): Iterable<string> {
    return this.#tables.get(table)?.keys() ?? [];
  }

  nextOf(sequence: string): number {
    const next = this.sequence(sequence) + 1;
    this.#sequences.set(sequence, next);
    return next;
  }

  sequence(name: string): number {
    return this.#sequences.get(name) ?? 0;
  }

  /** Waits for a lock that is held to the end of the transaction. */
  async lock(tx: MemoryTransaction, name: string): Promise<void> {
    if (sabotage.mutant === "no-row-lock" && !name.startsWith("unique ")) return;
    const held = this.#locks.get(name);
    if (held?.owner === tx) return;
    if (held === undefined) {
      this.#locks.set(name, { owner: tx, queue: [] });
      tx.locks.add(name);
      return;
    }
    if (waitsInACircle(tx, held.owner)) throw new DatabaseError("40P01", "deadlock detected");
    tx.waitsFor = held;
    // Whoever passes the lock on is another process: the one that waited goes on as itself.
    await new Promise<void>((go) => held.queue.push({ tx, go: () => this.#wake(tx.process, go) }));
  }

  commit(tx: MemoryTransaction): void {
    if (tx.isOver) return;
    const writes = tx.writes();
    if (writes.length > 0) {
      this.#commits += 1;
      for (const { table, key, row } of writes) this.#add(table, key, { commit: this.#commits, row });
    }
    this.#end(tx);
    if (writes.length > 0) this.watchers.forEach((watch) => watch({ number: this.#commits, writes }));
  }

  rollback(tx: MemoryTransaction): void {
    if (!tx.isOver) this.#end(tx);
  }

  /** What a killed process leaves behind: nothing of what it had not committed. */
  abandon(process: Owner): void {
    [...this.#open].filter((tx) => tx.process === process).forEach((tx) => this.#end(tx));
  }

  backup(): Backup {
    return { commit: this.#commits, sequences: new Map(this.#sequences) };
  }

  /** Puts an older state back; everything committed since is gone. */
  restore({ commit, sequences }: Backup): void {
    for (const rows of this.#tables.values()) {
      for (const [key, versions] of rows) {
        rows.set(
          key,
          versions.filter((version) => version.commit <= commit),
        );
      }
    }
    this.#sequences.clear();
    for (const [name, value] of sequences) this.#sequences.set(name, value);
  }

  #add(table: string, key: string, version: Version): void {
    const rows = this.#tables.get(table) ?? new Map<string, Version[]>();
    this.#tables.set(table, rows);
    const versions = rows.get(key);
    if (versions === undefined) rows.set(key, [version]);
    else versions.push(version);
  }

  #end(tx: MemoryTransaction): void {
    tx.isOver = true;
    this.#open.delete(tx);
    for (const name of tx.locks) this.#passOn(name);
    tx.locks.clear();
  }

  #passOn(name: string): void {
    const lock = this.#locks.get(name);
    if (lock === undefined) return;
    for (let next = lock.queue.shift(); next !== undefined; next = lock.queue.shift()) {
      if (next.tx.isOver) continue;
      // It holds the lock from now on, not from when it goes on: it may be killed in between, and others look at it.
      lock.owner = next.tx;
      next.tx.waitsFor = null;
      next.tx.locks.add(name);
      next.go();
      return;
    }
    this.#locks.delete(name);
  }
}

function waitsInACircle(tx: MemoryTransaction, owner: MemoryTransaction): boolean {
  for (let one: MemoryTransaction | undefined = owner; one !== undefined; one = one.waitsFor?.owner) {
    if (one === tx) return true;
  }
  return false;
}

type Layer = Map<string, Map<string, Row | null>>;

/** One transaction: what it wrote and nobody else sees yet, one layer for each savepoint. */
export class MemoryTransaction {
  readonly database: MemoryDatabase;
  readonly process: Owner;
  readonly locks = new Set<string>();
  readonly #snapshot: number | null;
  readonly #layers: Layer[] = [new Map<string, Map<string, Row | null>>()];
  waitsFor: Lock | null = null;
  isOver = false;

  constructor(database: MemoryDatabase, process: Owner, snapshot: number | null) {
    this.database = database;
    this.process = process;
    this.#snapshot = snapshot;
  }

  get(table: string, key: string): Row | null {
    const layer = this.#layers.findLast((one) => one.get(table)?.has(key));
    const written = layer?.get(table)?.get(key);
    return written === undefined ? this.database.committed(table, key, this.#snapshot) : written;
  }

  keys(table: string): ReadonlySet<string> {
    return new Set([
      ...this.database.keys(table),
      ...this.#layers.flatMap((layer) => [...(layer.get(table)?.keys() ?? [])]),
    ]);
  }

  put(table: string, key: string, row: Row | null): void {
    const top = this.#layers.at(-1) ?? new Map<string, Map<string, Row | null>>();
    const rows = top.get(table) ?? new Map<string, Row | null>();
    top.set(table, rows);
    rows.set(key, row);
  }

  savepoint(): void {
    this.#layers.push(new Map());
  }

  /** Ends the innermost savepoint; what was written since stays, or does not. */
  release(isKept: boolean): void {
    const top = this.#layers.pop();
    if (!isKept || top === undefined) return;
    for (const [table, rows] of top) for (const [key, row] of rows) this.put(table, key, row);
  }

  writes(): readonly Written[] {
    return this.#layers.flatMap((layer) =>
      [...layer].flatMap(([table, rows]) => [...rows].map(([key, row]) => ({ table, key, row }))),
    );
  }
}
