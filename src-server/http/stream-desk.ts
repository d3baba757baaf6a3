import { PassThrough, type Readable } from "node:stream";

import { streamHeartbeatMs } from "../../src-shared/protocol/sync.ts";
import type { Heads } from "../store/store.ts";
import { readHeads } from "../store/visibility-store.ts";
import type { Province } from "../sync/province.ts";
import { isShardInScope, type Scope } from "../sync/scope.ts";
import type { Account } from "./session/account.ts";
import type { SessionDesk } from "./session/session-desk.ts";

/** The event streams that are open. They carry heads and nothing else: truth comes by pull. */
export type StreamDesk = Readonly<{
  open: (account: Account) => Promise<Readable>;
  endSession: (sessionId: string) => void;
  endAll: () => void;
}>;

/** A desk opens one; a second may be its last one, cut off and not yet noticed. */
const streamsPerSession = 3;
/** Whoever leaves more than this unread is gone, or does not read: heads are small and few. In bytes. */
const unreadBytes = 64 * 1024;

type Open = Readonly<{ stream: PassThrough; sessionId: string; close: () => void }>;

export function streamDesk(
  province: Province,
  sessions: Pick<SessionDesk, "readScope">,
  heartbeatMs = streamHeartbeatMs,
): StreamDesk {
  const open = new Set<Open>();
  const ofSession = (id: string): readonly Open[] => [...open].filter(({ sessionId }) => sessionId === id);
  const end = (one: Open): void => {
    one.close();
    one.stream.end();
  };
  const begin = ({ sessionId, scope }: Account): Open => {
    const stream = new PassThrough();
    const stopHearing = province.broadcast.subscribe((heads) => tell(stream, inScope(heads, scope)));
    const isSame = async (): Promise<boolean> => (await sessions.readScope(sessionId))?.hash === scope.hash;
    const beat = setInterval(() => void keepAlive(stream, isSame, () => end(one)), heartbeatMs);
    const close = (): void => {
      clearInterval(beat);
      stopHearing();
      open.delete(one);
    };
    const one: Open = { stream, sessionId, close };
    stream.once("close", close);
    open.add(one);
    return one;
  };
  return {
    open: async (account) => {
      ofSession(account.sessionId)
        .slice(0, 1 - streamsPerSession)
        .forEach(end);
      const one = begin(account);
      try {
        write(one.stream, await readHeads(province.store.db, account.scope.path, account.scope.shard));
      } catch (cause) {
        one.close();
        one.stream.destroy();
        throw cause;
      }
      return one.stream;
    },
    endSession: (id) => ofSession(id).forEach(end),
    endAll: () => [...open].forEach(end),
  };
}

function inScope(heads: Heads, scope: Scope): Heads {
  return Object.fromEntries(Object.entries(heads).filter(([shard]) => isShardInScope(shard, scope)));
}

function tell(stream: PassThrough, versions: Heads): void {
  if (Object.keys(versions).length > 0) write(stream, versions);
}

function write(stream: PassThrough, versions: Heads): void {
  send(stream, `event: heads\ndata: ${JSON.stringify({ versions })}\n\n`);
}

/** A stream that nobody reads is cut; its desk opens another and is told the heads anew. */
function send(stream: PassThrough, text: string): void {
  if (stream.writableEnded || stream.destroyed) return;
  if (stream.readableLength + stream.writableLength > unreadBytes) stream.destroy();
  else stream.write(text);
}

/**
 * A heartbeat, so that both ends notice a dead line. A session that has ended takes its stream along, and so does a scope
 * that is another now: the desk of an account that was moved opens a stream of its new place.
 */
async function keepAlive(stream: PassThrough, isSame: () => Promise<boolean>, end: () => void): Promise<void> {
  const goesOn = await isSame().catch(() => true);
  if (goesOn) send(stream, ":\n\n");
  else end();
}
