import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";

import { openProxy, type Proxy, type WeakLine } from "./open-proxy.ts";

/** A server that sends back what it gets, behind a proxy; `heard` is all that came. */
async function openEcho(line: Partial<WeakLine> = {}): Promise<Readonly<{ proxy: Proxy; heard: () => number }>> {
  let heard = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes: Buffer) => void (heard += bytes.length));
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy = await openProxy({ target: { port, host: "127.0.0.1" }, ...line });
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  return { proxy, heard: () => heard };
}

type Caller = Readonly<{ socket: Socket; got: () => number; closed: Promise<unknown> }>;

function call({ port }: Proxy): Caller {
  const socket = connect({ port, host: "127.0.0.1" });
  let got = 0;
  socket.on("data", (bytes: Buffer) => void (got += bytes.length));
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  onTestFinished(() => void socket.destroy());
  return { socket, got: () => got, closed };
}

test("carries everything unchanged, counts it both ways, and passes an end on", async () => {
  const { proxy } = await openEcho();
  const sent = Buffer.alloc(300_000, "连心桥");
  const { socket } = call(proxy);
  const parts: Buffer[] = [];
  socket.on("data", (bytes: Buffer) => void parts.push(bytes));
  socket.end(sent);
  await once(socket, "end");
  expect(Buffer.concat(parts).equals(sent)).toBe(true);
  expect(proxy.bytes()).toEqual({ up: sent.length, down: sent.length, total: 2 * sent.length });
  expect(proxy.connections()).toEqual({ made: 1, cut: 0 });
});

test("a byte there and back takes two round trips: one to connect, one to carry", async () => {
  const { proxy } = await openEcho({ latencyMs: 60 });
  const { socket } = call(proxy);
  const began = performance.now();
  socket.write("x");
  await once(socket, "data");
  expect(performance.now() - began).toBeGreaterThan(4 * 60 - 5);
  const took: number[] = [];
  for (let trip = 0; trip < 5; trip += 1) {
    const again = performance.now();
    socket.write("x");
    await once(socket, "data");
    took.push(performance.now() - again);
  }
  expect(Math.min(...took)).toBeGreaterThan(2 * 60 - 5);
  // The quickest of them: a machine that is busy makes any one of them slow.
  expect(Math.min(...took)).toBeLessThan(4 * 60);
});

test("all connections together get the speed of the line, each its share", async () => {
  const { proxy } = await openEcho({ bytesPerSecond: 100_000 });
  const callers = [call(proxy), call(proxy)];
  const began = performance.now();
  for (const { socket } of callers) socket.end(Buffer.alloc(30_000));
  await Promise.all(callers.map(({ socket }) => once(socket, "end")));
  expect(performance.now() - began).toBeGreaterThan(580);
  expect(callers.map(({ got }) => got())).toEqual([30_000, 30_000]);
});

test("a line that gets better is better at once", async () => {
  const { proxy, heard } = await openEcho({ bytesPerSecond: 20_000 });
  const { socket } = call(proxy);
  // As fast as at the beginning it would take 100 s, more than a test has.
  socket.end(Buffer.alloc(2_000_000));
  await expect.poll(heard).toBeGreaterThan(0);
  proxy.set({ bytesPerSecond: Number.POSITIVE_INFINITY });
  await once(socket, "end");
});

test("cuts every connection every so often, and lets it come again", async () => {
  const { proxy } = await openEcho({ cutEverySeconds: 0.1 });
  await call(proxy).closed;
  proxy.set({ cutEverySeconds: null });
  const second = call(proxy);
  second.socket.write("x");
  await once(second.socket, "data");
  proxy.set({ cutEverySeconds: 0.1 });
  await second.closed;
  expect(proxy.connections()).toEqual({ made: 2, cut: 2 });
});

test("lets a request through and loses the answer", async () => {
  const { proxy, heard } = await openEcho({ cutAfter: { down: 0 } });
  const { socket, got, closed } = call(proxy);
  socket.write("request");
  await closed;
  expect({ heard: heard(), got: got() }).toEqual({ heard: 7, got: 0 });
});

test("cuts a connection in the middle of what it sends", async () => {
  const { proxy, heard } = await openEcho({ cutAfter: { up: 5_000 } });
  const { socket, closed } = call(proxy);
  socket.write(Buffer.alloc(50_000));
  await closed;
  expect(heard()).toBeGreaterThan(0);
  expect(heard()).toBeLessThanOrEqual(5_000);
});

test("a silent line keeps the connection and carries nothing", async () => {
  const { proxy, heard } = await openEcho({ silent: true });
  const { socket, got } = call(proxy);
  socket.write("anybody there?");
  await sleep(150);
  expect({ heard: heard(), got: got(), open: !socket.destroyed }).toEqual({ heard: 0, got: 0, open: true });
  proxy.set({ silent: false });
  socket.write("again");
  await once(socket, "data");
  expect(got()).toBe(5);
});

test("nobody gets through a line that is down", async () => {
  const { proxy, heard } = await openEcho();
  const before = call(proxy);
  before.socket.write("x");
  await once(before.socket, "data");
  proxy.set({ down: true });
  await before.closed;
  const during = call(proxy);
  during.socket.write("x");
  await during.closed;
  expect(heard()).toBe(1);
  proxy.set({ down: false });
  const after = call(proxy);
  after.socket.write("x");
  await once(after.socket, "data");
});
