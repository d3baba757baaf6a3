import type { FastifyRequest } from "fastify";

import { asCurrent, type RequestName, type SpokenProtocols } from "../../src-shared/protocol/spoken-protocols.ts";

/**
 * What makes a request of an older protocol one of today's, before its shape is checked.
 * @see docs/spec/versions.md NV-2
 */
export function takeOlder(
  { protocols }: Readonly<{ protocols: SpokenProtocols }>,
  name: RequestName,
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    request.body = asCurrent(protocols, name, request.body);
  };
}
