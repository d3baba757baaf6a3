import Value from "typebox/value";

import {
  argumentLimit,
  bridgeCalls,
  type BridgeAnswer,
  type BridgeArgument,
  type BridgeCall,
  type BridgeFailure,
} from "../../src-shared/ipc/desk-bridge.ts";
import { Damaged, Unavailable } from "../services/fault.ts";
import type { Log } from "../services/log.ts";
import { isWithin } from "./argument-size.ts";
import { isDesk, type SenderFrame } from "./sender.ts";

/** What the main process does for each call. A handler may throw `Unavailable` and `Damaged`; anything else is a bug. */
export type BridgeHandlers = {
  readonly [C in BridgeCall]: (argument: BridgeArgument<C>) => Promise<BridgeAnswer<C>>;
};

type Refused = Readonly<{ ok: false } & BridgeFailure>;

/** An answer that the contract does not allow the call. */
export function refused(detail: string): Refused {
  return { ok: false, failed: "refused", detail };
}

/**
 * Answers the page: sender, name, size and schema are checked before anything is done, and a failure is a value with
 * a word of ours, never an error of the system with its paths.
 * @see docs/spec/shell.md SH-4
 */
export function answerCalls(
  handlers: BridgeHandlers,
  log: Log,
): (frame: SenderFrame, name: unknown, argument: unknown) => Promise<BridgeAnswer<BridgeCall>> {
  return async (frame, name, argument) => {
    if (!isDesk(frame)) return refused("sender");
    if (!isCall(name)) return refused("call");
    if (!isWithin(argumentLimit(name), argument)) return refused("size");
    try {
      return await dispatch(handlers, name, argument);
    } catch (cause) {
      return failure(name, cause, log);
    }
  };
}

async function dispatch<C extends BridgeCall>(
  handlers: BridgeHandlers,
  name: C,
  argument: unknown,
): Promise<BridgeAnswer<C>> {
  return isArgument(name, argument) ? handlers[name](argument) : refused("argument");
}

function isCall(name: unknown): name is BridgeCall {
  return typeof name === "string" && Object.hasOwn(bridgeCalls, name);
}

function isArgument<C extends BridgeCall>(name: C, argument: unknown): argument is BridgeArgument<C> {
  return Value.Check(bridgeCalls[name], argument) && (name !== "blob.write" || hasBytes(argument));
}

/** Binary has no JSON schema: the one call that carries it is looked at here. */
function hasBytes(argument: unknown): boolean {
  return (
    typeof argument === "object" && argument !== null && "bytes" in argument && argument.bytes instanceof Uint8Array
  );
}

function failure(name: BridgeCall, cause: unknown, log: Log): Refused {
  log.error("bridge-call-failed", cause, { call: name });
  if (cause instanceof Unavailable) return { ok: false, failed: "unavailable", detail: cause.reason };
  if (cause instanceof Damaged) return { ok: false, failed: "damaged", detail: "damaged" };
  return { ok: false, failed: "unavailable", detail: "bug" };
}
