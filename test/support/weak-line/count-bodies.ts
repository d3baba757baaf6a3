import type { Listen } from "./open-proxy.ts";

/** Counts what requests of one method carry in their bodies, over all connections of a proxy. */
export type BodyCount = Readonly<{ listen: () => Listen; bytes: () => number }>;

const endOfHead = "\r\n\r\n";

/**
 * Reads HTTP/1.1 as it goes by, whose requests say how long they are. A body that a cut ends counts as far as it came.
 * @param method in capitals
 */
export function countBodies(method: string): BodyCount {
  let bytes = 0;
  const listen = (): Listen => {
    let head = "";
    let rest = 0;
    let isWanted = false;
    const read = (packet: Buffer): void => {
      if (packet.length === 0) return;
      if (rest > 0) {
        const part = Math.min(rest, packet.length);
        rest -= part;
        if (isWanted) bytes += part;
        return read(packet.subarray(part));
      }
      const before = head.length;
      head += packet.toString("latin1");
      const end = head.indexOf(endOfHead);
      if (end < 0) return;
      isWanted = head.startsWith(`${method} `);
      rest = Number(/\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
      head = "";
      return read(packet.subarray(end + endOfHead.length - before));
    };
    return read;
  };
  return { listen, bytes: () => bytes };
}
