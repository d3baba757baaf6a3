import { randomBytes } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";

import { notFound } from "./app-scheme.ts";
import { bundleFile } from "./bundle-path.ts";
import { deskPolicy, guardHeaders } from "./content-policy.ts";

export type BundleParts = Readonly<{ root: string; server: string }>;

/**
 * Answers `app://bundle/…` with the files of the build and nothing else: no other folder, no link that leads out.
 * Every answer has the policy; each page has a nonce of its own for styles, in `<meta property="csp-nonce">`.
 * @see docs/spec/shell.md SH-5, SH-6
 */
export function serveBundle({ root, server }: BundleParts): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 });
    const file = bundleFile(request.url);
    const bytes = file === null ? null : await readInside(root, file.relative);
    if (file === null || bytes === null) return notFound();
    const nonce = randomBytes(16).toString("base64url");
    const isPage = file.type.startsWith("text/html");
    const headers = {
      ...guardHeaders,
      "content-type": file.type,
      "content-security-policy": deskPolicy(server, nonce),
      "cache-control": isPage ? "no-store" : "no-cache",
    };
    return new Response(isPage ? withStyleNonce(bytes.toString("utf8"), nonce) : Uint8Array.from(bytes), { headers });
  };
}

/** The page with its nonce where Vite's and our own code look for it. */
function withStyleNonce(html: string, nonce: string): string {
  return html.replace(/<head>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
}

async function readInside(root: string, relative: string): Promise<Buffer | null> {
  try {
    const [home, real] = await Promise.all([realpath(root), realpath(path.join(root, relative))]);
    return real.startsWith(home + path.sep) ? await readFile(real) : null;
  } catch {
    return null; // not there, or a folder: the same answer
  }
}
