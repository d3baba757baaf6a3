import { createHash } from "node:crypto";
import { sha256, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { pngHead } from "../../support/png-head.ts";
import type { Desk } from "./desk.ts";

export const hashOf = (bytes: Uint8Array): Sha256 => sha256(createHash("sha256").update(bytes).digest("hex"));

/** A PNG as far as its first bytes tell, of a size. */
export function picture(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size, seed);
  Buffer.from(pngHead).copy(bytes);
  return bytes;
}

const encoded = (text: string): string => Buffer.from(text).toString("base64");

export type Declared = Readonly<{ sha256: string; name: string; type: string; size: number }>;

/** The tus protocol by hand, over a real socket, so that a test can stop at any point. */
export class Uploader {
  readonly base: string;
  readonly desk: Desk;
  constructor(base: string, desk: Desk) {
    this.base = base;
    this.desk = desk;
  }

  headers(more: Record<string, string> = {}): Record<string, string> {
    const token = this.desk.session?.accessToken ?? "";
    return { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0", ...more };
  }

  begin(declared: Declared): Promise<Response> {
    const metadata = (["sha256", "name", "type"] as const).map((key) => `${key} ${encoded(declared[key])}`).join(",");
    const headers = this.headers({ "upload-length": String(declared.size), "upload-metadata": metadata });
    return fetch(`${this.base}/api/files`, { method: "POST", headers });
  }

  send(location: string, offset: number, bytes: Uint8Array): Promise<Response> {
    const headers = this.headers({
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    });
    return fetch(new URL(location, this.base), { method: "PATCH", headers, body: new Uint8Array(bytes) });
  }

  head(location: string): Promise<Response> {
    return fetch(new URL(location, this.base), { method: "HEAD", headers: this.headers() });
  }

  /** A whole file in one go; returns the last answer. */
  async upload(bytes: Uint8Array, declared: Partial<Declared> = {}): Promise<Response> {
    const facts = { sha256: hashOf(bytes), name: "工资条.png", type: "image/png", size: bytes.length, ...declared };
    const begun = await this.begin(facts);
    if (begun.status !== 201) return begun;
    return this.send(begun.headers.get("location") ?? "", 0, bytes);
  }

  download(hash: string): Promise<Response> {
    return fetch(`${this.base}/api/attachments/${hash}`, { headers: this.headers() });
  }
}
