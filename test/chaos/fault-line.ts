import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Socket } from "node:net";

import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { ask, readAll, type Asked } from "./deliver.ts";
import { openProxy, perfectLine } from "../support/weak-line/open-proxy.ts";
import { faults, spin, type FaultName } from "./faults.ts";
import type { WireWatch } from "./wire-watch.ts";

/**
 * One device's line to the province, which may do anything to what travels on it: below a wire that is slow, narrow and
 * reset in the middle of anything, and above it what proxies and gateways do to whole requests.
 */
export type FaultLine = Readonly<{
  url: string;
  /** From now on all can go wrong; a line is calm when it is opened. */
  worsen: () => void;
  /** From now on nothing goes wrong any more. */
  calm: () => void;
  /** Pulls the cable for so long: what was open breaks off, nothing new gets through. */
  away: (ms: number) => Promise<void>;
  counts: () => Readonly<Partial<Record<FaultName | "reset", number>>>;
  close: () => Promise<void>;
}>;

export type LineWish = Readonly<{
  account: string;
  /** The device's address, as the server sees it. */
  from: string;
  random: SeededRandom;
  /** Servers that answer now. */
  servers: () => readonly string[];
  watch: WireWatch;
  /** Paths on which nothing goes wrong. */
  spares?: RegExp;
}>;

export async function openFaultLine(wish: LineWish): Promise<FaultLine> {
  const sockets = new Set<Socket>();
  const state = { isCalm: true, isAway: false };
  const counts: Partial<Record<FaultName, number>> = {};
  const server = createServer((incoming, response) => {
    const trip = isStream(incoming)
      ? follow(wish, state, incoming, response)
      : carry(wish, incoming, response, faultFor);
    trip.catch(() => lost(wish, response));
  });
  const faultFor = (path: string): FaultName => {
    const isOurs = path.startsWith("/api/") && wish.spares?.test(path) !== true;
    const name = state.isCalm || !isOurs ? "none" : spin(wish.random);
    counts[name] = (counts[name] ?? 0) + 1;
    return name;
  };
  server.on("connection", (socket) => {
    if (state.isAway) return void socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const breakAll = (): void => sockets.forEach((socket) => socket.destroy());
  const wire = await openProxy({ target: { port, host: "127.0.0.1" } });
  return {
    url: `http://127.0.0.1:${wire.port}`,
    worsen: () => {
      state.isCalm = false;
      wire.set(badWire(wish.random));
    },
    calm: () => {
      state.isCalm = true;
      wire.set(perfectLine);
    },
    away: async (ms) => {
      state.isAway = true;
      wire.cut();
      breakAll();
      await sleep(ms);
      state.isAway = false;
    },
    counts: () => ({ ...counts, reset: wire.connections().cut }),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      await wire.close();
      breakAll();
      await closed;
    },
  };
}

/** Good enough that something arrives between two cuts, and no better. */
function badWire(
  random: SeededRandom,
): Readonly<{ latencyMs: number; bytesPerSecond: number; cutEverySeconds: number }> {
  return {
    latencyMs: 2 + random.below(40),
    bytesPerSecond: 48_000 + random.below(200_000),
    cutEverySeconds: 3 + random.below(12),
  };
}

function isStream({ url = "" }: IncomingMessage): boolean {
  return url.startsWith("/api/sync/stream");
}

async function read(wish: LineWish, incoming: IncomingMessage): Promise<Asked> {
  const { method = "GET", url = "/", headers } = incoming;
  return { method, path: url, headers, body: await readAll(incoming), from: wish.from };
}

function targetOf({ servers, random }: LineWish): string {
  const up = servers();
  if (up.length === 0) throw new Error("no server answers");
  return random.pick(up);
}

async function carry(
  wish: LineWish,
  incoming: IncomingMessage,
  response: ServerResponse,
  faultFor: (path: string) => FaultName,
): Promise<void> {
  const asked = await read(wish, incoming);
  await faults[faultFor(asked.path)]({
    asked,
    response,
    random: wish.random,
    target: () => targetOf(wish),
    saw: ({ status, headers, body }) =>
      wish.watch.saw(wish.account, { path: asked.path, status, encoding: headers["content-encoding"] ?? "", body }),
  });
}

/** A gateway in front of servers that are away says so in its own words, or just hangs up. */
function lost({ random }: LineWish, response: ServerResponse): void {
  if (response.headersSent || random.below(2) === 0) return void response.socket?.destroy();
  response.writeHead(502, { "content-type": "text/html" });
  response.end("<html><body>Bad Gateway</body></html>");
}

/** The event stream: passed on as it comes, and broken off or left silent at any time while the line is bad. */
async function follow(
  wish: LineWish,
  state: Readonly<{ isCalm: boolean }>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await ask(targetOf(wish), await read(wish, incoming));
  const { connection: _, "transfer-encoding": __, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 500, headers);
  answer.on("error", () => response.socket?.destroy());
  answer.on("close", () => response.socket?.destroy());
  response.on("close", () => answer.destroy());
  if (!state.isCalm) {
    const breaksOff = setTimeout(() => answer.destroy(), 500 + wish.random.below(15_000));
    answer.on("close", () => clearTimeout(breaksOff));
  }
  answer.pipe(response);
}
