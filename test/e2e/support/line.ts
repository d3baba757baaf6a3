import { createServer, connect, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * The line between one office and the province: a TCP proxy on 127.0.0.1 that can be cut and mended. A cut destroys
 * every connection and closes the port, so that the browser meets what an unplugged cable makes it meet.
 */
export type Line = Readonly<{
  url: string;
  cut: () => Promise<void>;
  mend: () => Promise<void>;
  /** Delay of every piece of data, each way, in ms. */
  slowDown: (delayMs: number) => void;
  /** Answers every request with this page instead of the province, as a hotel's sign-in page does; null ends it. */
  capture: (html: string | null) => void;
  close: () => Promise<void>;
}>;

/** Opens a line to a province at `target` (http://127.0.0.1:port). */
export async function openLine(target: string): Promise<Line> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  const state = { delayMs: 0, page: null as string | null };
  const listener = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    if (state.page !== null) return answerPage(socket, state.page);
    const far = connect(Number(port), "127.0.0.1");
    sockets.add(far);
    far.on("close", () => sockets.delete(far)).on("error", () => socket.destroy());
    join(socket, far, state);
    join(far, socket, state);
  };
  let server = await listen(listener, 0);
  const address = server.address();
  const ownPort = typeof address === "object" && address !== null ? address.port : 0;
  const cut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((done) => server.close(() => done()));
  };
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cut,
    mend: async () => {
      server = await listen(listener, ownPort);
    },
    slowDown: (delayMs) => {
      state.delayMs = delayMs;
    },
    capture: (html) => {
      state.page = html;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}

function listen(listener: (socket: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function join(from: Socket, to: Socket, state: Readonly<{ delayMs: number }>): void {
  let last: Promise<unknown> = Promise.resolve();
  from.on("data", (chunk) => {
    const { delayMs } = state;
    last = last
      .then(() => (delayMs > 0 ? wait(delayMs) : undefined))
      .then(() => void (to.destroyed || to.write(chunk)));
  });
  from.on("end", () => {
    last = last.then(() => void to.end());
  });
}

function answerPage(socket: Socket, html: string): void {
  const body = Buffer.from(html);
  socket.once("data", () => {
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`,
    );
    socket.end(body);
  });
}
