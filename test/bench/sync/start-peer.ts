import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export type Peer = Readonly<{ port: number; stop: () => Promise<void> }>;

/** Starts PouchDB's server with these orders (a file of JSON lines) on a data folder of its own. */
export async function startPeer(pages: string, orders: string): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-peer-"));
  const script = path.join(import.meta.dirname, "peer-server.ts");
  const child = spawn(process.execPath, [script, pages, folder, orders], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const died = ended.then(() => Promise.reject(new Error("the peer's server ended")));
  const ready = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const url = await Promise.race([ready, died]);
  died.catch(() => undefined);
  return {
    port: Number(new URL(url).port),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
