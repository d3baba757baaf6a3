import { setTimeout as sleep } from "node:timers/promises";

/** How a direction of the line is at the moment. */
export type LineState = Readonly<{ bytesPerSecond: number; latencyMs: number; isSilent: boolean }>;

/**
 * A piece on its way: `carried` puts it down at the other end, which may be gone by then. One that `isDropped` before its
 * turn never goes: a modem forgets what it held when the connection breaks.
 */
export type Freight = Readonly<{ size: number; carried: () => void; isDropped: () => boolean }>;

/**
 * One direction of a line that all connections share: pieces go one after another at the line's speed and arrive a
 * latency later, in the order in which they were handed over. What has gone counts, whether or not anybody receives it.
 */
export type Line = Readonly<{ carry: (freight: Freight) => void; bytes: () => number; stop: () => void }>;

/** A timer is late by about this much: what it was late is made up for, so that the speed is right on average. */
const shortestNapMs = 2;

/** @param state how the line is now: read anew for every piece */
export function openLine(state: () => LineState): Line {
  const waiting: Freight[] = [];
  const onTheWay: { freight: Freight; at: number }[] = [];
  const stopped = new AbortController();
  let bytes = 0;
  let isSending = false;
  let isArriving = false;
  let freeAt = 0;

  const nap = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: stopped.signal }).catch(() => undefined);

  const arrive = async (): Promise<void> => {
    isArriving = true;
    for (let next = onTheWay.shift(); next && !stopped.signal.aborted; next = onTheWay.shift()) {
      const waitMs = next.at - performance.now();
      if (waitMs > 0) await nap(waitMs);
      next.freight.carried();
    }
    isArriving = false;
  };

  const send = async (): Promise<void> => {
    isSending = true;
    for (let next = waiting.shift(); next && !stopped.signal.aborted; next = waiting.shift()) {
      if (next.isDropped()) continue;
      const { bytesPerSecond } = state();
      freeAt = Math.max(freeAt, performance.now()) + (next.size / bytesPerSecond) * 1000;
      const waitMs = freeAt - performance.now();
      if (waitMs > shortestNapMs) await nap(waitMs);
      const { latencyMs, isSilent } = state();
      bytes += next.size;
      if (isSilent) continue;
      onTheWay.push({ freight: next, at: performance.now() + latencyMs });
      if (!isArriving) void arrive();
    }
    isSending = false;
  };

  return {
    carry: (freight) => {
      waiting.push(freight);
      if (!isSending) void send();
    },
    bytes: () => bytes,
    stop: () => stopped.abort(),
  };
}
