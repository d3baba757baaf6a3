/** What the build says about itself: a hash over all its files, and their paths from the server's root. */
export type Precache = Readonly<{ version: string; files: readonly string[] }>;

/** The part of the cache storage that the desk's cache needs. */
export type Caches = Readonly<{
  open: (name: string) => Promise<Readonly<{ addAll: (requests: Request[]) => Promise<void> }>>;
  keys: () => Promise<string[]>;
  delete: (name: string) => Promise<boolean>;
}>;

const prefix = "desk-";

export function cacheName(precache: Precache): string {
  return prefix + precache.version;
}

/**
 * Stores all files of this version, past the browser's own cache, or none of them: `addAll` is all or nothing.
 * @throws TypeError when one of them is not to be had; the installation fails and the old version stays
 */
export async function installDesk(caches: Caches, precache: Precache, origin: string): Promise<void> {
  const cache = await caches.open(cacheName(precache));
  const requests = precache.files.map((file) => new Request(new URL(file, origin), { cache: "reload" }));
  await cache.addAll(requests);
}

/** Removes the files of every other version. */
export async function removeOtherVersions(caches: Caches, precache: Precache): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName(precache));
  await Promise.all(others.map((name) => caches.delete(name)));
}

export type Asked = Readonly<{ url: URL; method: string; navigates: boolean }>;

/**
 * Which stored file answers a request, or null when it is none of the desk's business: the API, other origins, other
 * methods, and the public portal, which is a page of its own. Every address of the desk opens the same page.
 */
export function fileFor(asked: Asked, precache: Precache, origin: string): string | null {
  if (asked.method !== "GET" || asked.url.origin !== origin) return null;
  const { pathname } = asked.url;
  if (pathname.startsWith("/api/") || pathname === "/api" || /^\/portal(\.html|\/|$)/.test(pathname)) return null;
  if (precache.files.includes(pathname)) return pathname;
  return asked.navigates ? "/index.html" : null;
}
