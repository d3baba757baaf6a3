/** The SQLSTATE of a database error, or of the error that it wraps. Every SQLSTATE has a digit; `EPIPE` is none. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string" && /^(?=.*\d)[0-9A-Z]{5}$/.test(error.code)) return error.code;
  return error.cause === undefined ? null : sqlState(error.cause);
}

/** Two devices sent the same step at once: the second one, tried again, finds the first one's outcome (SV-25). */
export function isSameIdTaken(error: unknown): boolean {
  return sqlState(error) === "23505" && constraintOf(error) === "actions_id";
}

function constraintOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("constraint" in error && typeof error.constraint === "string") return error.constraint;
  return error.cause === undefined ? null : constraintOf(error.cause);
}

const again: ReadonlySet<string> = new Set(["40001", "40P01", "55P03"]);

/** Serialization failure, deadlock, lock timeout, the same step at once: the same transaction may succeed when it is tried again. */
export function isWorthRetrying(error: unknown): boolean {
  return again.has(sqlState(error) ?? "") || isSameIdTaken(error);
}

/** A value that the database cannot take (class 22) or a rule that it keeps (class 23): the fault of one action. */
export function isBadValue(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? "");
}

/**
 * Shut down or crashed, starting, no connection left, the connection broke. A message against the protocol (08P01) is none
 * of them: it is ours, such as a statement with too many parameters, and breaks again however often it is sent.
 */
const awayStates = /^(08(?!P01)|57P0[1-3]$|53300$)/;
const awayWords = /connection (terminated|ended|error)|not queryable|timeout exceeded when trying to connect/i;
const lineCodes: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/**
 * The database is away for now: it crashed, starts, or the connection to it broke. Nothing is wrong with the request.
 * @see docs/spec/sync-server.md SV-69
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state !== null) return awayStates.test(state);
  const isLine = "code" in error && (lineCodes.has(error.code) || isMissingSocket(error));
  return isLine || awayWords.test(error.message) || isDatabaseAway(error.cause);
}

/** A database that is not running has no socket file either. */
function isMissingSocket(error: Readonly<{ code?: unknown; syscall?: unknown }>): boolean {
  return error.code === "ENOENT" && error.syscall === "connect";
}

/** No room left, on the disk of the database or of the files. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "53100") return true;
  if (/no space left on device/i.test(error.message) && sqlState(error) === null) return true;
  return error.cause !== undefined && isDiskFull(error.cause);
}

/**
 * An error with nothing of a statement's values in it: drizzle's and PGlite's carry the parameters, PostgreSQL's messages
 * quote bad values, and they are people's names and telephone numbers that no log may keep.
 */
export function withoutValues(error: unknown): unknown {
  const state = sqlState(error);
  if (state === null) return error instanceof Error && "params" in error ? new Error("a query failed") : error;
  return new Error(isBadValue(error) ? `SQLSTATE ${state}` : `SQLSTATE ${state}: ${innermost(error)}`);
}

function innermost(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return error.cause instanceof Error ? innermost(error.cause) : error.message;
}
