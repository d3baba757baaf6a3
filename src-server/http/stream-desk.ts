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

export function streamDesk(province: Province, sessions: SessionDesk, heartbeatMs = streamHeartbeatMs): StreamDesk {
  const open = new Map<PassThrough, string>();
  const end = (stream: PassThrough): void => {
    open.delete(stream);
    stream.end();
  };
  return {
    open: async (account) => {
      const stream = new PassThrough();
      open.set(stream, account.sessionId);
      const stopHearing = province.broadcast.subscribe((heads) => tell(stream, inScope(heads, account.scope)));
      const beat = setInterval(
        () => void keepAlive(stream, () => sessions.isLive(account.sessionId), end),
        heartbeatMs,
      );
      stream.once("close", () => {
        clearInterval(beat);
        stopHearing();
        open.delete(stream);
      });
      write(stream, await readHeads(province.store.db, account.scope.path, account.scope.shard));
      return stream;
    },
    endSession: (id) => [...open].filter(([, session]) => session === id).forEach(([stream]) => end(stream)),
    endAll: () => [...open.keys()].forEach(end),
  };
}

function inScope(heads: Heads, scope: Scope): Heads {
  return Object.fromEntries(Object.entries(heads).filter(([shard]) => isShardInScope(shard, scope)));
}

function tell(stream: PassThrough, versions: Heads): void {
  if (Object.keys(versions).length > 0) write(stream, versions);
}

function write(stream: PassThrough, versions: Heads): void {
  if (!stream.writableEnded) stream.write(`event: heads\ndata: ${JSON.stringify({ versions })}\n\n`);
}

/** A heartbeat, so that both ends notice a dead line; a session that has ended takes its stream along. */
async function keepAlive(
  stream: PassThrough,
  isLive: () => Promise<boolean>,
  end: (stream: PassThrough) => void,
): Promise<void> {
  const live = await isLive().catch(() => true);
  if (!live) end(stream);
  else if (!stream.writableEnded) stream.write(":\n\n");
}
