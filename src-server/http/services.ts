import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";

import type { SpokenProtocols } from "../../src-shared/protocol/spoken-protocols.ts";
import type { BlobStore } from "../store/blob-store.ts";
import type { Province } from "../sync/province.ts";
import type { ReferenceDesk } from "../sync/publish-reference.ts";
import type { Gate } from "./gate.ts";
import type { SessionDesk } from "./session/session-desk.ts";
import type { StreamDesk } from "./stream-desk.ts";

/** What the routes work with. */
export type Services = Readonly<{
  province: Province;
  reference: ReferenceDesk;
  sessions: SessionDesk;
  hashPassword: (password: string) => Promise<string>;
  streams: StreamDesk;
  protocols: SpokenProtocols;
  pushGate: Gate;
  pullGate: Gate;
  /** the files of all orders */
  blobs: BlobStore;
  /** where files and uploads under way lie */
  filesFolder: string;
  /** work that goes on after an answer; it logs its own faults */
  inBackground: (work: () => Promise<unknown>) => void;
}>;

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
