import Value from "typebox/value";

import { headsEventSchema, streamDeadAfterMs, type HeadsEvent } from "../../src-shared/protocol/sync.ts";
import { apiPath } from "./api-path.ts";
import type { Session } from "./session.ts";

export type StreamListener = Readonly<{
  opened: () => void;
  heads: (event: HeadsEvent) => void;
  /** The stream is over, for whatever reason; said once. */
  ended: () => void;
}>;

/**
 * Listens to the province's event stream until closed, ended, or silent for 50 s (a heartbeat comes every 20 s).
 * @returns a function that closes it; `ended` is then not said
 * @see docs/spec/outbox.md OB-20
 */
export function openEventStream(session: Session, listener: StreamListener): () => void {
  const abort = new AbortController();
  let isClosed = false;
  void follow(session, listener, abort).then(() => {
    if (!isClosed) listener.ended();
  });
  return () => {
    isClosed = true;
    abort.abort();
  };
}

async function follow(session: Session, listener: StreamListener, abort: AbortController): Promise<void> {
  let deadline = setTimeout(() => abort.abort(), streamDeadAfterMs);
  const alive = (): void => {
    clearTimeout(deadline);
    deadline = setTimeout(() => abort.abort(), streamDeadAfterMs);
  };
  try {
    const answer = await session.stream({ method: "GET", path: apiPath.stream }, abort.signal);
    if (!answer.ok) return;
    listener.opened();
    for await (const message of messagesOf(answer.value, alive)) {
      const heads: unknown = message.event === "heads" ? parsed(message.text) : null;
      if (Value.Check(headsEventSchema, heads)) listener.heads(heads);
    }
  } catch {
    // A stream that breaks off has ended: pulling goes on without it.
  } finally {
    clearTimeout(deadline);
    abort.abort();
  }
}

type Message = Readonly<{ event: string; text: string }>;

/** The messages of a `text/event-stream`. Comments (heartbeats) only show that it lives. */
export async function* messagesOf(bytes: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = "";
  const reader = bytes.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    rest = (rest + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) yield messageOf(block);
  }
}

function messageOf(block: string): Message {
  const fields = block.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line));
  const of = (name: string): readonly string[] =>
    fields.flatMap((field) => (field?.[1] === name ? (field[2] ?? "") : []));
  return { event: of("event")[0] ?? "message", text: of("data").join("\n") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
