import compress from "@fastify/compress";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { constants } from "node:zlib";

import { bearerToken } from "../require-session.ts";
import type { App } from "../services.ts";
import { addressBlock } from "../session/address-block.ts";
import type { SessionDesk } from "../session/session-desk.ts";

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

/** What only says how a document may be shown, loaded or framed: data asked for by a script is none. */
const documentHeaders = [
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "origin-agent-cluster",
  "referrer-policy",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
];
const dataPolicy = "default-src 'none'";
const dataTypes = /^(application\/(problem\+)?json|text\/event-stream)/;

/** Counts that nobody reads would be a tenth of a small answer; whoever is sent away is told until when. */
const rateHeaders = {
  "x-ratelimit-limit": false,
  "x-ratelimit-remaining": false,
  "x-ratelimit-reset": false,
  "retry-after": true,
} as const;

/** Smaller answers are not worth compressing, in bytes. */
const compressedFrom = 400;

/** A page of orders is a fifth smaller than at the usual 4 and takes 40 ms more: lines are slower than that. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

export type Limits = Readonly<{ requestsPerMinute: number; signInsPerMinute: number }>;

/** Security headers, the list of origins, limits on rates, and compression of what is text. */
export async function addGuards(app: App, limits: Limits, sessions: SessionDesk): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy,
    // The TLS proxy in front of an exposed province sets it; on plain loopback it would lock people out of the demo.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: "same-site" },
    referrerPolicy: { policy: "no-referrer" },
  });
  await app.register(cors, {
    origin: allowedOrigins,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    exposedHeaders,
    maxAge: 600,
  });
  const keyGenerator = (request: FastifyRequest): Promise<string> => whoAsks(request, sessions);
  const counted = { addHeaders: rateHeaders, addHeadersOnExceeding: rateHeaders };
  await app.register(rateLimit, { max: limits.requestsPerMinute, timeWindow: 60_000, keyGenerator, ...counted });
  await app.register(compress, {
    threshold: compressedFrom,
    encodings: ["br", "gzip"],
    brotliOptions,
    // A route says for itself that it takes compressed bodies (docs/spec/protocol.md WP-21).
    requestEncodings: ["gzip"],
    globalDecompression: false,
  });
  app.addHook("onSend", async (request, reply) => {
    // Only what went wrong is looked for in the log.
    if (reply.statusCode >= 400) reply.header("x-request-id", request.id);
    if (!request.url.startsWith("/api/")) return;
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
    if (dataTypes.test(String(reply.getHeader("content-type") ?? ""))) asData(reply);
  });
}

/**
 * An answer of data keeps what protects data: it is never sniffed into something else, and nothing in it may load. Another
 * origin that may read it is told of those headers alone that it has.
 * @see docs/spec/sync-server.md SV-33
 */
function asData(reply: FastifyReply): void {
  for (const name of documentHeaders) reply.removeHeader(name);
  reply.header("content-security-policy", dataPolicy);
  const exposed = reply.hasHeader("access-control-allow-origin")
    ? exposedHeaders.filter((name) => reply.hasHeader(name))
    : [];
  if (exposed.length > 0) reply.header("access-control-expose-headers", exposed.join(", "));
  else reply.removeHeader("access-control-expose-headers");
}

/**
 * Offices sit behind one address together, so a session whose token the province signed counts for itself. Whatever else
 * a header says counts as its address: a made-up token opens no count of its own.
 */
async function whoAsks(request: FastifyRequest, sessions: SessionDesk): Promise<string> {
  const token = bearerToken(request);
  const session = token === null ? null : await sessions.sessionOf(token);
  return session === null ? byAddress(request) : `session ${session}`;
}

/** What public routes are counted by: a header must not change it. */
export function byAddress(request: FastifyRequest): string {
  return `address ${addressBlock(request.ip)}`;
}
