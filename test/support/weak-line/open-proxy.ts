import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

import { openLine, type Line } from "./line.ts";

/** Where the proxy leads to: a port of this machine or of another one, or a Unix socket. */
export type Target = Readonly<{ port: number; host?: string }> | Readonly<{ path: string }>;

/**
 * How the line is. `bytesPerSecond` counts each direction by itself and all connections together; `latencyMs` is one
 * way, so a round trip takes twice as long, and a new connection costs one round trip before it carries anything.
 * `cutEverySeconds` resets every connection that often. `cutAfter` resets a connection once it has carried this many
 * bytes: `{ down: 0 }` lets the request through and loses the answer. A `silent` line keeps connections open and carries
 * nothing (half-open); a line that is `down` lets nobody connect.
 */
export type WeakLine = Readonly<{
  bytesPerSecond: number;
  latencyMs: number;
  cutEverySeconds: number | null;
  cutAfter: Readonly<{ up?: number; down?: number }> | null;
  silent: boolean;
  down: boolean;
}>;

export type Proxy = Readonly<{
  port: number;
  /** Bytes that went through since the start, towards the target (up) and back (down), lost ones included. */
  bytes: () => Readonly<{ up: number; down: number; total: number }>;
  /** How many connections have been made, and how many of them were reset by a cut. */
  connections: () => Readonly<{ made: number; cut: number }>;
  /** Changes how the line is, at once and for connections that are open already. */
  set: (line: Partial<WeakLine>) => void;
  /** Resets every connection now. */
  cut: () => void;
  close: () => Promise<void>;
}>;

/** A line on which nothing is amiss. */
export const perfectLine: WeakLine = {
  bytesPerSecond: Number.POSITIVE_INFINITY,
  latencyMs: 0,
  cutEverySeconds: null,
  cutAfter: null,
  silent: false,
  down: false,
};

/** What one connection may have waiting for the line; the sender is paused beyond it, as by a full modem. */
const bufferBytes = 16 * 1024;
/** About what one packet holds: connections take turns by the packet. */
const packetBytes = 1400;

/** Told of every piece that one connection carries to the target, whether or not it arrives. */
export type Listen = (packet: Buffer) => void;

/** `listen` is asked once for each connection. */
export type ProxyWish = Readonly<{ target: Target; listen?: () => Listen }> & Partial<WeakLine>;

/** A TCP proxy on a port of the system's choosing that makes a good line as bad as the lines of county offices are. */
export async function openProxy({ target, listen = () => () => undefined, ...line }: ProxyWish): Promise<Proxy> {
  let now: WeakLine = { ...perfectLine, ...line };
  const open = new Set<Connection>();
  const state = () => ({ bytesPerSecond: now.bytesPerSecond, latencyMs: now.latencyMs, isSilent: now.silent });
  const up = openLine(state);
  const down = openLine(state);
  let made = 0;
  let cuts = 0;
  let cutter: NodeJS.Timeout | undefined;

  const cutOne = (connection: Connection): void => {
    cuts += 1;
    connection.reset();
  };
  const cut = (): void => open.forEach(cutOne);
  const wind = (): void => {
    clearInterval(cutter);
    if (now.cutEverySeconds !== null) cutter = setInterval(cut, now.cutEverySeconds * 1000).unref();
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (now.down) return void client.resetAndDestroy();
    made += 1;
    const connection = join(client, { target, lines: { up, down }, line: () => now, cutOne, heard: listen() });
    open.add(connection);
    client.once("close", () => open.delete(connection));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  wind();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");

  return {
    port: address.port,
    bytes: () => ({ up: up.bytes(), down: down.bytes(), total: up.bytes() + down.bytes() }),
    connections: () => ({ made, cut: cuts }),
    set: (line) => {
      const before = now.cutEverySeconds;
      now = { ...now, ...line };
      if (now.cutEverySeconds !== before) wind();
      if (now.down) cut();
    },
    cut,
    close: async () => {
      clearInterval(cutter);
      open.forEach((connection) => connection.reset());
      up.stop();
      down.stop();
      server.close();
      await once(server, "close");
    },
  };
}

type Connection = Readonly<{ reset: () => void }>;

type Joint = Readonly<{
  target: Target;
  lines: Readonly<{ up: Line; down: Line }>;
  line: () => WeakLine;
  cutOne: (connection: Connection) => void;
  heard: Listen;
}>;

function join(client: Socket, { target, lines, line, cutOne, heard }: Joint): Connection {
  const far = connect({ ...target, allowHalfOpen: true, noDelay: true });
  const reset = (): void => {
    for (const socket of [client, far]) socket.resetAndDestroy();
  };
  const connection = { reset };
  const limited = (way: "up" | "down") => {
    let carried = 0;
    return (size: number): boolean => {
      carried += size;
      const limit = line().cutAfter?.[way];
      if (limit === undefined || carried <= limit) return true;
      if (!client.destroyed) cutOne(connection);
      return false;
    };
  };
  for (const socket of [client, far]) {
    socket.on("error", reset);
    socket.on("close", (hadError) => hadError && reset());
  }
  pump({ from: far, to: client, line: lines.down, mayPass: limited("down"), heard: () => undefined });
  setTimeout(() => {
    pump({ from: client, to: far, line: lines.up, mayPass: limited("up"), heard });
  }, line().latencyMs * 2);
  return connection;
}

type Pump = Readonly<{ from: Socket; to: Socket; line: Line; mayPass: (size: number) => boolean; heard: Listen }>;

/** Hands over what comes from one side to the line, packet by packet, and no more than the line's buffer holds. */
function pump({ from, to, line, mayPass, heard }: Pump): void {
  let waiting = 0;
  const isDropped = (): boolean => to.destroyed;
  const put = (packet: Buffer): void => {
    waiting -= packet.length;
    heard(packet);
    if (!to.destroyed && mayPass(packet.length)) to.write(packet);
    take();
  };
  const take = (): void => {
    while (waiting < bufferBytes) {
      // Reading what is empty is how a stream that has ended comes to say so.
      const packet: unknown = from.read(Math.min(packetBytes, from.readableLength));
      if (!Buffer.isBuffer(packet)) return;
      waiting += packet.length;
      line.carry({ size: packet.length, carried: () => put(packet), isDropped });
    }
  };
  from.on("readable", take);
  from.once("end", () => line.carry({ size: 0, carried: () => void (to.destroyed || to.end()), isDropped }));
  take();
}
