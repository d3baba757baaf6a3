import { isMixed } from "../versions/builds.ts";
import { createAgenda, type Agenda, type Owner } from "./agenda.ts";
import { seededRandom, type Random } from "./random.ts";

/** A breach of a numbered invariant of docs/spec/simulator.md (0: the simulator itself, or an error that nobody caught). */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly invariant: number;

  constructor(invariant: number, detail: string) {
    super(`invariant ${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

/** One run: its dice, its agenda, what was seen to happen, and what went wrong. */
export type World = Readonly<{
  seed: number;
  random: Random;
  /** Chance for what has to do with programs of different age; null in a run where all are the product as it is. */
  versions: Random | null;
  agenda: Agenda;
  now: () => number;
  /** Puts something on the agenda of the process that is running. */
  after: (ms: number, run: () => void) => () => void;
  /** The same for another process, or for the world itself (null). */
  afterFor: (owner: Owner | null, ms: number, run: () => void) => () => void;
  /** Waits, as the process that is running. */
  pause: (ms: number) => Promise<void>;
  /** Whether the world still breaks things; false in the second half, when all must come to rest. */
  rough: { isOn: boolean };
  /** Adds a line to the trace, of which a run keeps the hash and the last lines. */
  note: (line: string) => void;
  trace: { hash: () => string; tail: () => readonly string[] };
  /** Says that an invariant is broken; the run stops at its next step. */
  violate: (invariant: number, detail: string) => void;
  violation: () => Violation | null;
  /** How often each thing happened: what a run has covered. */
  count: (what: string) => void;
  counts: ReadonlyMap<string, number>;
}>;

/** A Monday morning in China. */
const start = Date.parse("2026-03-02T09:00:00+08:00");
const keptLines = 400;

export function createWorld(seed: number): World {
  const agenda = createAgenda(start);
  const random = seededRandom(seed);
  const counts = new Map<string, number>();
  const lines: string[] = [];
  let hash = 0x811c9dc5;
  let violation: Violation | null = null;
  const note = (line: string): void => {
    const text = `${agenda.now() - start} ${line}`;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    lines.push(text);
    if (lines.length > 2 * keptLines) lines.splice(0, keptLines);
  };
  return {
    seed,
    random,
    versions: isMixed(seed) ? seededRandom(seed + 0x5eed) : null,
    agenda,
    now: agenda.now,
    after: (ms, run) => agenda.at(agenda.now() + ms, agenda.owner(), run),
    afterFor: (owner, ms, run) => agenda.at(agenda.now() + ms, owner, run),
    pause: (ms) => new Promise((resolve) => void agenda.at(agenda.now() + ms, agenda.owner(), resolve)),
    rough: { isOn: true },
    note,
    trace: { hash: () => hash.toString(16).padStart(8, "0"), tail: () => lines.slice(-keptLines) },
    violate: (invariant, detail) => {
      violation ??= new Violation(invariant, detail);
      note(`VIOLATION ${invariant} ${detail}`);
    },
    violation: () => violation,
    count: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    counts,
  };
}

let current: World | null = null;

/** The world of this thread: globals and the stores' twins, which nobody can hand it to, ask here. */
export function theWorld(): World {
  if (current === null) throw new Error("no world has begun in this thread");
  return current;
}

export function enterWorld(world: World | null): void {
  current = world;
}
