import { mkdirSync } from "node:fs";
import { open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

import type { UserId } from "../../src-shared/kernel/ids.ts";
import { dayMs } from "../../src-shared/kernel/instant.ts";
import { maxPacketBytes } from "../../src-shared/protocol/courier.ts";

/** Who brings a packet, and the packet's own id. */
export type PacketName = Readonly<{ owner: UserId; id: string }>;

/** Where packets lie while they are brought, piece by piece; one that nobody went on with goes after a day. */
export type PacketShelf = Readonly<{
  /** Writes a piece at its place, and returns how many bytes are there; null for a packet that grows too large. */
  write: (name: PacketName, at: number, bytes: Buffer) => Promise<number | null>;
  size: (name: PacketName) => Promise<number>;
  place: (name: PacketName) => string;
  drop: (name: PacketName) => Promise<void>;
  clear: () => Promise<void>;
}>;

/** A shelf in a folder, which it makes. */
export function packetShelf(folder: string): PacketShelf {
  mkdirSync(folder, { recursive: true });
  const place = ({ owner, id }: PacketName): string => path.join(folder, `${owner}.${id}`);
  const size = async (name: PacketName): Promise<number> => (await stat(place(name)).catch(() => null))?.size ?? 0;
  return {
    place,
    size,
    write: async (name, at, bytes) => {
      const there = await size(name);
      if (at + bytes.length > maxPacketBytes) return null;
      // A piece that leaves a hole is not taken, and one that came before is written again: both are told where to go on.
      if (at > there) return there;
      const handle = await open(place(name), there === 0 ? "w" : "r+");
      try {
        await handle.write(bytes, 0, bytes.length, at);
      } finally {
        await handle.close();
      }
      return size(name);
    },
    drop: (name) => rm(place(name), { force: true }),
    clear: async () => {
      for (const entry of await readdir(folder)) {
        const file = path.join(folder, entry);
        const facts = await stat(file).catch(() => null);
        if (facts && Date.now() - facts.mtimeMs > dayMs) await rm(file, { force: true });
      }
    },
  };
}
