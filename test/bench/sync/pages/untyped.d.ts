/* eslint-disable no-restricted-syntax -- these packages export by default, and they bring no types of their own */

/** The little of PouchDB that the bench uses. */
declare module "pouchdb" {
  type Row<Doc> = Readonly<{ id: string; doc?: Doc }>;
  type Options = Readonly<{ prefix?: string; adapter?: string }>;
  class PouchDB<Doc extends object = object> {
    constructor(name: string, options?: Options);
    static replicate(source: unknown, target: unknown, options?: object): Promise<unknown>;
    static defaults(options: Options): typeof PouchDB;
    put(document: object): Promise<unknown>;
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    allDocs(options: Readonly<{ include_docs?: boolean; limit?: number }>): Promise<Readonly<{ rows: Row<Doc>[] }>>;
    info(): Promise<Readonly<{ doc_count: number }>>;
  }
  export default PouchDB;
}

declare module "express-pouchdb" {
  import type { RequestHandler } from "express";
  import type PouchDB from "pouchdb";

  type Settings = Readonly<{ mode: string; logPath: string; configPath: string }>;
  export default function expressPouchdb(database: typeof PouchDB, settings: Settings): RequestHandler;
}

declare module "express" {
  import type { IncomingMessage, Server, ServerResponse } from "node:http";

  export type RequestHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  type Express = Readonly<{
    use: (path: string, handler: RequestHandler) => void;
    listen: (port: number, host: string, listening: () => void) => Server;
  }>;
  interface ExpressModule {
    (): Express;
    static: (folder: string) => RequestHandler;
  }
  const express: ExpressModule;
  export default express;
}
