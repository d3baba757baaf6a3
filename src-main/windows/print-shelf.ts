import { randomUUID } from "node:crypto";

import { sniffedBytes, sniffType } from "../../src-shared/domain/work-order/sniff-type.ts";
import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import type { BlobName, BlobStore } from "../blobs/blob-store.ts";
import { notFound } from "./app-scheme.ts";
import { guardHeaders, printPolicy } from "./content-policy.ts";

export type PrintedDocument = Readonly<{
  html: string;
  images: readonly Readonly<{ account: UserId; sha256: Sha256 }>[];
}>;

/** The documents being printed now, each at an address that nobody can guess. */
export type PrintShelf = Readonly<{
  put: (document: PrintedDocument) => string;
  drop: (address: string) => void;
  serve: (request: Request) => Promise<Response>;
}>;

const stepBytes = 1_048_576;

/**
 * Answers the session that prints: `app://print/<document>` with the document, `app://blob/<account>/<sha256>` with a
 * picture that a document on the shelf names, everything else with nothing.
 */
export function printShelf(blobs: Pick<BlobStore, "read" | "size">): PrintShelf {
  const documents = new Map<string, PrintedDocument>();
  const isNamed = (account: string, sha256: string): BlobName | undefined =>
    [...documents.values()]
      .flatMap(({ images }) => images)
      .find((image) => image.account === account && image.sha256 === sha256);
  return {
    put: (document) => {
      const address = `app://print/${randomUUID()}`;
      documents.set(address, document);
      return address;
    },
    drop: (address) => void documents.delete(address),
    serve: async ({ url }) => {
      const document = documents.get(url);
      if (document) return page(document.html);
      const [, account = "", sha256 = ""] = /^app:\/\/blob\/([^/?#]+)\/([^/?#]+)$/.exec(url) ?? [];
      const name = isNamed(account, sha256);
      return name ? picture(await wholeFile(blobs, name)) : notFound();
    },
  };
}

function page(html: string): Response {
  const own = { "content-type": "text/html; charset=utf-8", "content-security-policy": printPolicy() };
  return new Response(html, { headers: { ...guardHeaders, ...own, "cache-control": "no-store" } });
}

/** A file that is no picture by its first bytes is not shown. */
function picture(bytes: Buffer | null): Response {
  const type = bytes && sniffType(bytes.subarray(0, sniffedBytes));
  if (!bytes || !type?.startsWith("image/")) return notFound();
  const own = { "content-type": type, "cross-origin-resource-policy": "cross-origin", "cache-control": "no-store" };
  return new Response(Uint8Array.from(bytes), { headers: { ...guardHeaders, ...own } });
}

async function wholeFile(blobs: Pick<BlobStore, "read" | "size">, name: BlobName): Promise<Buffer | null> {
  const size = await blobs.size(name);
  if (size === null) return null;
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < size; offset += stepBytes) {
    const part = await blobs.read(name, { offset, length: stepBytes });
    if (!part.ok) return null;
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
