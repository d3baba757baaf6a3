import path from "node:path";

/** Types of the files a build makes; a file of another kind is not served. */
const types: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".webmanifest", "application/manifest+json; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".webp", "image/webp"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
  [".wasm", "application/wasm"],
  [".bcmap", "application/octet-stream"],
  [".pfb", "application/octet-stream"],
  [".ttf", "font/ttf"],
]);

export type BundleFile = Readonly<{ relative: string; type: string }>;

/** Names of a build: letters, digits, and `-_.~` inside. No name begins with a dot, so none is hidden and none goes up. */
const segment = /^[A-Za-z0-9_~-][A-Za-z0-9_.~-]*$/;
/** An address of the desk itself (`/orders/…`): no dot, so it is never the name of a file. */
const route = /^\/(?:[A-Za-z0-9_~-]+\/?)*$/;

/**
 * The file of the build that an address of `app://bundle` names, or null. The page is one file: the desk's own
 * addresses lead to it too, so that it can be reloaded where it stands.
 *
 * @param url as the request has it; its path has been normalised by the URL parser but may hold any `%xx`
 */
export function bundleFile(url: string): BundleFile | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "app:" || parsed.host !== "bundle" || parsed.username !== "") return null;
  const pathname = parsed.pathname;
  if (route.test(pathname)) return { relative: "index.html", type: typeOf("index.html") ?? "" };
  const segments = pathname.slice(1).split("/");
  if (!segments.every((name) => segment.test(name))) return null;
  const type = typeOf(pathname);
  return type === null ? null : { relative: path.join(...segments), type };
}

function typeOf(name: string): string | null {
  return types.get(path.posix.extname(name).toLowerCase()) ?? null;
}
