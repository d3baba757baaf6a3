import { expect, test } from "vitest";

import {
  cacheName,
  fileFor,
  installDesk,
  removeOtherVersions,
  type Caches,
} from "../../../src-renderer/platform/worker/desk-cache.ts";

const origin = "https://desk.example";
const precache = { version: "aaaa", files: ["/assets/main-1.js", "/index.html"] };
const asked = (path: string, more: object = {}) => ({
  url: new URL(path, origin),
  method: "GET",
  navigates: false,
  ...more,
});

test("[LS-20] all files of a version are fetched past the browser's own cache, or the installation fails", async () => {
  const added: Request[][] = [];
  const caches = cachesWith([], async (requests) => void added.push(requests));
  await installDesk(caches, precache, origin);
  expect(added[0]?.map((one) => [one.url, one.cache])).toEqual([
    [`${origin}/assets/main-1.js`, "reload"],
    [`${origin}/index.html`, "reload"],
  ]);
  const broken = cachesWith([], () => Promise.reject(new TypeError("no line")));
  await expect(installDesk(broken, precache, origin)).rejects.toThrow("no line");
});

test("[LS-21] the desk answers for its own files and for every address of its pages", () => {
  expect(fileFor(asked("/assets/main-1.js"), precache, origin)).toBe("/assets/main-1.js");
  expect(fileFor(asked("/orders/0190", { navigates: true }), precache, origin)).toBe("/index.html");
  expect(fileFor(asked("/index.html"), precache, origin)).toBe("/index.html");
});

test.each([
  ["the API", asked("/api/sync/pull")],
  ["the API, navigated to", asked("/api/openapi.json", { navigates: true })],
  ["another method", asked("/index.html", { method: "POST" })],
  ["another origin", { url: new URL("https://elsewhere.example/index.html"), method: "GET", navigates: false }],
  ["the portal", asked("/portal.html", { navigates: true })],
  ["a file of another version", asked("/assets/main-0.js")],
])("[LS-21] it leaves %s to the line", (_what, request) => {
  expect(fileFor(request, precache, origin)).toBeNull();
});

test("[LS-22] the files of other versions go, strangers stay", async () => {
  const names = ["desk-aaaa", "desk-0000", "somebody-else"];
  const caches = cachesWith(names, async () => {});
  await removeOtherVersions(caches, precache);
  expect(names).toEqual(["desk-aaaa", "somebody-else"]);
  expect(cacheName(precache)).toBe("desk-aaaa");
});

function cachesWith(names: string[], addAll: (requests: Request[]) => Promise<void>): Caches {
  return {
    open: async () => ({ addAll }),
    keys: async () => [...names],
    delete: async (name) => {
      names.splice(names.indexOf(name), 1);
      return true;
    },
  };
}
