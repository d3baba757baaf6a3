import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { ClockReading } from "../../src-shared/ipc/desk-bridge.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";

/** What was last written down of a boot: `bootedAt` as the wall clock had it, `uptimeMs` the highest counter read. */
export const bootRecordSchema = Type.Object({
  bootId: Type.String(),
  bootedAt: Type.Integer(),
  uptimeMs: Type.Integer({ minimum: 0 }),
});
export type BootRecord = Readonly<Static<typeof bootRecordSchema>>;

export type BootClockParts = Readonly<{
  /** Linux' own name of this boot; null where the system has none. */
  kernelBootId: () => Promise<string | null>;
  /** Seconds since the boot, sleep included (`os.uptime`). */
  uptime: () => number;
  now: () => Instant;
  newBootId: () => string;
  loadRecord: () => Promise<string | null>;
  saveRecord: (text: string) => Promise<void>;
}>;

/** Wall clocks are corrected by some seconds; a boot that seems to have moved by more is another boot. */
const driftMs = 60_000;
const saveEveryMs = 60_000;

/**
 * Whether a record is of the boot that is running. The counter may not have gone back, and the boot may not have moved
 * on the wall clock: a doubt makes a new name, which costs grade A of an evidence and never lends it.
 */
export function isSameBoot(record: BootRecord, running: Readonly<{ bootedAt: Instant; uptimeMs: number }>): boolean {
  return running.uptimeMs >= record.uptimeMs && Math.abs(running.bootedAt - record.bootedAt) <= driftMs;
}

/**
 * The machine's evidence of time (docs/sync.md "Time"): a name of this boot, and a counter that the wall clock cannot move.
 * @see docs/spec/shell.md SH-35, SH-36
 */
export async function openBootClock(parts: BootClockParts): Promise<() => Promise<ClockReading>> {
  const uptimeMs = (): number => Math.floor(parts.uptime() * 1000);
  const named = await parts.kernelBootId();
  if (named !== null) return () => Promise.resolve({ bootId: named, uptimeMs: uptimeMs() });

  const running = (): Readonly<{ bootedAt: Instant; uptimeMs: number }> => {
    const counter = uptimeMs();
    return { bootedAt: parts.now() - counter, uptimeMs: counter };
  };
  const record = recordIn(await parts.loadRecord());
  const bootId = record && isSameBoot(record, running()) ? record.bootId : parts.newBootId();
  let savedMs = Number.NEGATIVE_INFINITY;
  const read = async (): Promise<ClockReading> => {
    const reading = running();
    if (reading.uptimeMs - savedMs >= saveEveryMs) {
      savedMs = reading.uptimeMs;
      await parts.saveRecord(JSON.stringify({ bootId, ...reading }));
    }
    return { bootId, uptimeMs: reading.uptimeMs };
  };
  await read();
  return read;
}

function recordIn(text: string | null): BootRecord | null {
  try {
    const record: unknown = JSON.parse(text ?? "null");
    return Value.Check(bootRecordSchema, record) ? record : null;
  } catch {
    return null;
  }
}
