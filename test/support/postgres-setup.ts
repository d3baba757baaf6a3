import type { TestProject } from "vitest/node";
import { startPostgres, type TemporaryPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Maintenance URL of this run's PostgreSQL; absent in the projects that run on PGlite. */
    postgresUrl: string;
  }
}

let server: TemporaryPostgres | undefined;

/** One PostgreSQL for the whole run; each test file makes a database of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  project.provide("postgresUrl", server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
