import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { redact } from "./redact.ts";

export type LogLevel = "error" | "info" | "debug";
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one line of JSON each; never throws. `error`: somebody must look; `info`: a change of state. */
export type Log = Readonly<{
  error: (event: string, cause: unknown, facts?: LogFacts) => void;
  info: (event: string, facts?: LogFacts) => void;
}>;

export type LogParts = Readonly<{ folder: string; now: () => Instant; maxBytes?: number; files?: number }>;

const fiveMegabytes = 5_000_000;

/** A log of at most five files of 5 MB, `shell.log` the newest, redacted line by line (docs/spec/shell.md SH-20). */
export function openLog({ folder, now, maxBytes = fiveMegabytes, files = 5 }: LogParts): Log {
  const nameOf = (age: number): string => path.join(folder, age === 0 ? "shell.log" : `shell.${age}.log`);
  const write = (level: LogLevel, event: string, facts: LogFacts): void => {
    const line = `${redact(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...facts }))}\n`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeOf(nameOf(0)) + Buffer.byteLength(line) > maxBytes) rotate(nameOf, files);
      appendFileSync(nameOf(0), line, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not stop the work it tells of.
    }
  };
  return {
    error: (event, cause, facts = {}) => write("error", event, { ...facts, ...wordsOf(cause) }),
    info: (event, facts = {}) => write("info", event, facts),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(nameOf: (age: number) => string, files: number): void {
  rmSync(nameOf(files - 1), { force: true });
  for (let age = files - 2; age >= 0; age -= 1) {
    if (statSync(nameOf(age), { throwIfNoEntry: false })) renameSync(nameOf(age), nameOf(age + 1));
  }
}

/** At most three causes deep, and no more of a stack than says where. */
function wordsOf(cause: unknown): LogFacts {
  const chain: string[] = [];
  let at = cause;
  while (at instanceof Error && chain.length < 3) {
    chain.push(`${at.name}: ${at.message}`.slice(0, 500));
    at = at.cause;
  }
  const stack = cause instanceof Error ? (cause.stack ?? "").split("\n").slice(1, 5).join("|") : "";
  return { cause: chain.join(" < ") || typeof cause, stack };
}
