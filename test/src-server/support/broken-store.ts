import { vi } from "vitest";
import type { Executor, Store } from "../../../src-server/store/store.ts";

const statements: ReadonlySet<PropertyKey> = new Set(["insert", "update", "delete", "select", "execute"]);

/** What breaks a transaction in the middle. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/**
 * Runs work on a store whose next transaction breaks as it comes to its statement number `at`, and which is whole again
 * afterwards. Answers whether the transaction came so far.
 */
export async function breakingAt(store: Store, at: number, work: () => Promise<unknown>): Promise<boolean> {
  let count = 0;
  let hasBroken = false;
  const breaks = (): boolean => {
    count += 1;
    hasBroken = hasBroken || count === at;
    return count === at;
  };
  const whole = store.db.transaction.bind(store.db);
  const transaction: Executor["transaction"] = (inside, options) => whole((tx) => inside(broken(tx, breaks)), options);
  const spy = vi.spyOn(store.db, "transaction").mockImplementationOnce(transaction);
  await work();
  spy.mockRestore();
  return hasBroken;
}

function broken<Tx extends object>(tx: Tx, breaks: () => boolean): Tx {
  return new Proxy(tx, {
    get: (inner, name): unknown => {
      if (statements.has(name) && breaks()) throw new Broken(`statement ${String(name)}`);
      const member: unknown = Reflect.get(inner, name, inner);
      return typeof member === "function" ? (member.bind(inner) as unknown) : member;
    },
  });
}
