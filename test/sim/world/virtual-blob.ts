/** A blob that answers at once: the machine's own reads its bytes in other threads, and when would not repeat. */
export class VirtualBlob {
  readonly #bytes: Uint8Array;
  readonly type: string;

  constructor(
    parts: readonly (string | Uint8Array | ArrayBuffer | VirtualBlob)[] = [],
    options: { type?: string } = {},
  ) {
    this.#bytes = Buffer.concat(parts.map(bytesOf));
    this.type = options.type ?? "";
  }

  get size(): number {
    return this.#bytes.length;
  }

  async text(): Promise<string> {
    return Buffer.from(this.#bytes).toString("utf8");
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.from(this.#bytes).buffer;
  }

  slice(start = 0, end = this.size): VirtualBlob {
    return new VirtualBlob([this.#bytes.subarray(start, end)], { type: this.type });
  }

  static bytesOf(blob: VirtualBlob): Uint8Array {
    return blob.#bytes;
  }
}

function bytesOf(part: string | Uint8Array | ArrayBuffer | VirtualBlob): Uint8Array {
  if (part instanceof VirtualBlob) return VirtualBlob.bytesOf(part);
  return typeof part === "string" ? Buffer.from(part, "utf8") : new Uint8Array(part);
}
