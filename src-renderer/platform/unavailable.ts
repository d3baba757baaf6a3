/** What this computer could not do: no room, a broken local store, a file whose bytes are not what they should be. */
export type UnavailableReason = "disk-full" | "local-store" | "damaged";

/** A fault of the machine, outside us: retried at one place, shown in words a person can act on. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, detail: string, cause?: unknown) {
    super(`${reason}: ${detail}`, { cause });
    this.reason = reason;
  }
}

/** A fault caught somewhere, as one of ours: full disks are told from the rest. */
export function asUnavailable(fault: unknown): Unavailable {
  if (fault instanceof Unavailable) return fault;
  const detail = fault instanceof Error ? `${fault.name} ${fault.message}` : String(fault);
  const isFull = /quota|no space|ENOSPC|disk is full/i.test(detail);
  return new Unavailable(isFull ? "disk-full" : "local-store", detail, fault);
}
