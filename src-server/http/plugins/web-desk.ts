import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import path from "node:path";

import type { App } from "../services.ts";
import { sendProblem } from "./problem-answers.ts";

const yearMs = 365 * 86_400_000;

/**
 * Serves the built desk to browsers. Files with a hash in their name never change; pages and the service worker are
 * asked for anew each time, so that no browser stays on a stale mix.
 */
export async function serveWebDesk(app: App, folder: string | null): Promise<void> {
  const isThere = folder !== null && existsSync(path.join(folder, "index.html"));
  if (isThere) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      cacheControl: false,
      setHeaders: (reply, file) => {
        void reply.header("cache-control", cachingOf(path.relative(folder, file)));
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (isThere && wantsPage && !request.url.startsWith("/api/")) return reply.sendFile("index.html");
    return sendProblem(reply, "not-found");
  });
}

function cachingOf(file: string): string {
  const isHashed = file.split(path.sep)[0] === "assets";
  return isHashed ? `public, max-age=${yearMs / 1000}, immutable` : "no-cache";
}
