import crypto, { verify, webcrypto } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

import { rememberedKeys } from "./remembered-keys.ts";
import { virtualSubtle } from "./virtual-subtle.ts";
import { VirtualBlob } from "./virtual-blob.ts";
import { theWorld } from "./world.ts";

/** The system's own, from before they were replaced: what drives the run itself. */
export const realSetImmediate = globalThis.setImmediate;

type Timer = { cancel: () => void; ref: () => Timer; unref: () => Timer };

function timer(cancel: () => void): Timer {
  const one: Timer = { cancel, ref: () => one, unref: () => one };
  return one;
}

function setVirtualTimeout(run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Timer {
  return timer(theWorld().after(Math.max(0, ms), () => run(...args)));
}

function setVirtualInterval(run: () => void, ms = 0): Timer {
  const one = timer(() => undefined);
  const again = (): void => {
    one.cancel = theWorld().after(Math.max(1, ms), () => {
      again();
      run();
    });
  };
  again();
  return one;
}

const clear = (one: Partial<Timer> | undefined): void => one?.cancel?.();

/**
 * Takes clock, timers, chance and cryptography of this thread out of the machine's hands. Everything that the product
 * asks of them then comes from the seed, so that a run repeats to the last byte. For a worker thread of its own only.
 */
export function installVirtualGlobals(): void {
  const random = (bytes: Uint8Array): Uint8Array => {
    theWorld().random.fill(bytes);
    return bytes;
  };
  Object.assign(globalThis, {
    setTimeout: setVirtualTimeout,
    setInterval: setVirtualInterval,
    clearTimeout: clear,
    clearInterval: clear,
    Blob: VirtualBlob,
    indexedDB: { databases: () => Promise.resolve([]) },
  });
  AbortSignal.any = anyOf;
  Date.now = () => theWorld().now();
  Math.random = () => theWorld().random.next();
  performance.now = () => theWorld().now();
  Object.assign(timers, {
    setTimeout: (ms: number) => new Promise<void>((resolve) => void theWorld().after(ms, resolve)),
  });
  Object.assign(crypto, {
    createPublicKey: rememberedKeys(crypto.createPublicKey),
    createPrivateKey: rememberedKeys(crypto.createPrivateKey),
    randomBytes: (length: number) => Buffer.from(random(new Uint8Array(length))),
    randomUUID: () => uuidOf(random(new Uint8Array(16))),
    verify: verifyAtOnce,
  });
  syncBuiltinESMExports();
  Object.defineProperty(webcrypto, "getRandomValues", { value: random });
  for (const [name, value] of Object.entries(virtualSubtle)) {
    Object.defineProperty(webcrypto.subtle, name, { value, configurable: true });
  }
}

/**
 * Node keeps a joined signal for as long as somebody listens to it, and a process that was killed listens for ever: with
 * it a whole seed would stay in memory.
 */
function anyOf(signals: Iterable<AbortSignal>): AbortSignal {
  const joined = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason);
    else signal.addEventListener("abort", () => joined.abort(signal.reason), { once: true });
  }
  return joined.signal;
}

const realVerify = verify;

/** Checked at once instead of in another thread: when the pool answers would not repeat. */
function verifyAtOnce(...[algorithm, data, key, signature, tell]: Parameters<typeof verify>): boolean {
  const isRight = realVerify(algorithm, data, key, signature);
  tell?.(null, isRight);
  return isRight;
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
