/** Why the machine could not, in words that are the same everywhere; the page chooses its sentence by them. */
export type FaultReason = "disk-full" | "no-permission" | "disk-fault" | "no-keychain" | "printer" | "system";

/** A fault outside us: the disk is full, the keychain is locked. Nothing was half done when this is thrown. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly reason: FaultReason;

  constructor(reason: FaultReason, cause: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** Bytes that are not what was once written. What could be kept was put aside before this is thrown. */
export class Damaged extends Error {
  override readonly name = "Damaged";
}

const reasons: ReadonlyMap<string, FaultReason> = new Map([
  ["ENOSPC", "disk-full"],
  ["EDQUOT", "disk-full"],
  ["EFBIG", "disk-full"],
  ["EACCES", "no-permission"],
  ["EPERM", "no-permission"],
  ["EROFS", "no-permission"],
]);

/** The system's own code of an error (`ENOENT`), or an empty text. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

/** What the disk said, as a fault with one of our reasons. A fault or damage that is one already stays as it is. */
export function diskFault(cause: unknown): Error {
  if (cause instanceof Unavailable || cause instanceof Damaged) return cause;
  return new Unavailable(reasons.get(systemCode(cause)) ?? "disk-fault", cause);
}
