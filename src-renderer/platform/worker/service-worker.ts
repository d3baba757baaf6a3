import { cacheName, fileFor, installDesk, removeOtherVersions, type Precache } from "./desk-cache.ts";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (scripts/build/service-worker-plugin.ts). */
declare const __PRECACHE__: Precache;

const precache = __PRECACHE__;
const { origin } = self.location;

// [Note: one version at a time] A page gets every file from the cache of the worker that serves it, and a new worker
// waits until no page of the old one is left, unless the person says "update now". So a page never mixes two builds.
self.addEventListener("install", (event) => {
  event.waitUntil(installDesk(self.caches, precache, origin));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOtherVersions(self.caches, precache).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const asked = { url: new URL(request.url), method: request.method, navigates: request.mode === "navigate" };
  const file = fileFor(asked, precache, origin);
  if (file !== null) event.respondWith(fromCache(file, request));
});

async function fromCache(file: string, request: Request): Promise<Response> {
  const cache = await self.caches.open(cacheName(precache));
  // A lost cache (the browser may clear it) is no reason to fail while there is a line.
  return (await cache.match(file)) ?? fetch(request);
}
