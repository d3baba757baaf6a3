import type { Executor } from "../store/store.ts";
import { inTransaction } from "../store/transaction.ts";
import type { Province } from "./province.ts";

// [Note: the tree of the moment] Who may do a step and who sees it afterwards both hang on the tree of offices. A step that
// is judged by the tree of before a move, here or in another server process, would show its order at a place where nobody
// is. So whoever judges or shows holds what is published, shared, from the first statement on; whoever publishes waits for
// them and has it alone (store/reference-store.ts). It is taken before devices, orders and the feed: no ring of waiting.
/**
 * Runs work in one transaction by what is published at that moment, which stays so until it is done, whichever process
 * published it last.
 * @see docs/spec/administration.md AD-65
 */
export function byPublished<Value>(
  { store, reference }: Pick<Province, "store" | "reference">,
  work: (tx: Executor) => Promise<Value>,
): Promise<Value> {
  return inTransaction(store, async (tx) => {
    await reference.hold(tx);
    return work(tx);
  });
}
