import compress from "@fastify/compress";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";

import type { App } from "../services.ts";

/** Where the desk's pages come from: the desktop app, and the province itself (same origin, which needs no entry). */
const allowedOrigins = ["app://bundle"];

const exposedHeaders = [
  "retry-after",
  "x-request-id",
  "etag",
  "location",
  "upload-offset",
  "upload-length",
  "tus-resumable",
  "tus-version",
  "tus-max-size",
  "tus-extension",
];

// style-src has 'unsafe-inline': docs/decisions/0102-inline-styles.md
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "blob:", "data:"],
    mediaSrc: ["'self'", "blob:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

export type Limits = Readonly<{ requestsPerMinute: number; signInsPerMinute: number }>;

/** Security headers, the list of origins, limits on rates, and compression of what is text. */
export async function addGuards(app: App, limits: Limits): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy,
    // The TLS proxy in front of an exposed province sets it; on plain loopback it would lock people out of the demo.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: "same-site" },
    referrerPolicy: { policy: "no-referrer" },
  });
  await app.register(cors, {
    origin: allowedOrigins,
    methods: ["GET", "HEAD", "POST", "PATCH", "DELETE"],
    exposedHeaders,
    maxAge: 600,
  });
  await app.register(rateLimit, { max: limits.requestsPerMinute, timeWindow: 60_000, keyGenerator: whoAsks });
  await app.register(compress, { threshold: 1024, encodings: ["br", "gzip"] });
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}

/** Offices sit behind one address together, so a session counts for itself and the address only without one. */
function whoAsks(request: FastifyRequest): string {
  const token = request.headers.authorization;
  if (token === undefined) return request.ip;
  return `${request.ip} ${createHash("sha256").update(token).digest("base64url")}`;
}
