import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** Which orders' documents have travelled to which account, whole or in an answer that was cut. */
export type WireWatch = Readonly<{
  saw: (account: string, answer: Readonly<{ path: string; encoding: string; body: Buffer }>) => void;
  documents: () => ReadonlyMap<string, ReadonlySet<string>>;
}>;

export function watchWire(): WireWatch {
  const seen = new Map<string, Set<string>>();
  return {
    documents: () => seen,
    saw: (account, { path, encoding, body }) => {
      if (!path.startsWith("/api/sync/")) return;
      const known = seen.get(account) ?? new Set<string>();
      seen.set(account, known);
      for (const id of documentsIn(plain(encoding, body))) known.add(id);
    },
  };
}

function plain(encoding: string, body: Buffer): string {
  if (encoding === "br") return brotliDecompressSync(body).toString("utf8");
  return (encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");
}

/** Ids of all orders whose document is in an answer, wherever it stands: whatever has a timeline is one. */
function documentsIn(text: string): readonly string[] {
  try {
    return ordersIn(JSON.parse(text));
  } catch {
    return []; // not JSON: a heartbeat, a page of a gateway
  }
}

function ordersIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "timeline" in value && "id" in value && typeof value.id === "string" ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(ordersIn)];
}
