import { open } from "node:fs/promises";

import type { PacketSource } from "../../../src-shared/sync/courier/open-packet.ts";

/** Lets work read a file piece by piece, and closes it. */
export async function withPacketFile<Value>(
  place: string,
  work: (source: PacketSource) => Promise<Value>,
): Promise<Value> {
  const handle = await open(place, "r");
  try {
    const { size } = await handle.stat();
    const read = async (at: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
      const bytes = new Uint8Array(Math.min(length, Math.max(0, size - at)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
      return bytes.subarray(0, bytesRead);
    };
    return await work({ size, read });
  } finally {
    await handle.close();
  }
}
