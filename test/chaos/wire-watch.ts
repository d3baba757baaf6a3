import { brotliDecompressSync, gunzipSync } from "node:zlib";

export type SeenAnswer = Readonly<{ path: string; status: number; encoding: string; body: Buffer }>;

/** What the servers have answered, whether or not it arrived whole. */
export type WireWatch = Readonly<{
  saw: (account: string, answer: SeenAnswer) => void;
  /** Which orders' documents have travelled to which account. */
  documents: () => ReadonlyMap<string, ReadonlySet<string>>;
  /** Answers that say that something is wrong with a server: 5xx but for 503 (come back later) and 507 (disk full). */
  faults: () => readonly string[];
}>;

const honest: ReadonlySet<number> = new Set([503, 507]);

export function watchWire(): WireWatch {
  const seen = new Map<string, Set<string>>();
  const faults: string[] = [];
  return {
    documents: () => seen,
    faults: () => faults,
    saw: (account, { path, status, encoding, body }) => {
      if (status >= 500 && !honest.has(status)) {
        faults.push(`${path} was answered with ${status}: ${plain(encoding, body).slice(0, 300)}`);
      }
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
