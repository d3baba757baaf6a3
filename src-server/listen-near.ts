import type { App } from "./http/services.ts";

const triedPorts = 20;

/**
 * Listens on a port, or on the first free one of the next twenty, and says so. Port 0 is any.
 * Returns the address under which the server answers.
 */
export async function listenNear(
  app: App,
  wanted: Readonly<{ host: string; port: number }>,
  say: (words: string) => void,
): Promise<string> {
  const { host, port } = wanted;
  for (let offset = 0; ; offset += 1) {
    try {
      await app.listen({ host, port: port + offset });
      if (offset > 0)
        say(`端口 ${port} 已被占用，改用 ${port + offset} · Port ${port} is taken, using ${port + offset}.`);
      return addressOf(app, host);
    } catch (error) {
      if (!isTaken(error) || port === 0 || offset >= triedPorts) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function addressOf(app: App, host: string): string {
  const address = app.server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
