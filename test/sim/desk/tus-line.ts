import { defaultOptions, type HttpRequest, type HttpResponse, type HttpStack } from "tus-js-client";

import type { Caller, Network } from "../network/network.ts";
import type { Answer } from "../province/route-table.ts";
import type { Owner } from "../world/agenda.ts";
import { theWorld } from "../world/world.ts";

type Uplink = Readonly<{ network: Network; caller: Caller }>;
const uplinks = new WeakMap<Owner, Uplink>();

/** Which line a desk program sends its files over. */
export function keepUplink(network: Network, caller: Caller): void {
  uplinks.set(caller.owner, { network, caller });
}

/** Has the tus client of this thread send over the simulated net, on the line of the process that sends. */
export function installTusLine(): void {
  const stack: HttpStack = { createRequest: (method, url) => new TusRequest(method, url), getName: () => "simulated" };
  Object.assign(defaultOptions, { httpStack: stack });
}

class TusRequest implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #headers: Record<string, string> = {};
  #sent: (bytes: number) => void = () => undefined;
  #isAborted = false;

  constructor(method: string, url: string) {
    this.#method = method;
    this.#url = url;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers[header.toLowerCase()] = value;
  }

  getHeader(header: string): string | undefined {
    return this.#headers[header.toLowerCase()];
  }

  setProgressHandler(handler: (bytesSent: number) => void): void {
    this.#sent = handler;
  }

  /** Whoever waits for an answer that was lost waits until somebody aborts the request, as on a half-open line. */
  send(body: Uint8Array<ArrayBuffer> | null = null): Promise<HttpResponse> {
    const owner = theWorld().agenda.owner();
    const uplink = owner && uplinks.get(owner);
    if (!uplink) throw new Error("whoever sends a file has a line");
    const { authorization, ...headers } = this.#headers;
    const token = authorization?.replace("Bearer ", "") ?? null;
    const bytes = body === null ? null : Uint8Array.from(body);
    const request = { method: this.#method, path: new URL(this.#url).pathname, token, body: undefined };
    return new Promise((resolve, reject) => {
      uplink.network.send(uplink.caller, { ...request, upload: { headers, bytes, cutAfter: null } }, (answer) => {
        if (this.#isAborted) return;
        if (answer === "refused") return reject(new Error("the connection was refused"));
        if (bytes !== null) this.#sent(bytes.length);
        // An answer to HEAD has no body, whatever its server wrote.
        return resolve(responseOf(this.#method === "HEAD" ? { ...answer, text: "" } : answer));
      });
    });
  }

  async abort(): Promise<void> {
    this.#isAborted = true;
  }

  getUnderlyingObject(): null {
    return null;
  }
}

function responseOf({ status, text, headers = {} }: Answer): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (header) => headers[header.toLowerCase()],
    getBody: () => text,
    getUnderlyingObject: () => null,
  };
}
