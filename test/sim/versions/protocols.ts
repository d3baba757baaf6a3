import type { RequestAdapter, RequestName, SpokenProtocols } from "../../../src-shared/protocol/spoken-protocols.ts";
import { newestBuild, type Build } from "./builds.ts";

type Body = Readonly<Record<string, unknown>>;

// The history of a protocol that never was: what its versions called things, and what they could not say yet.

/** How a province takes what older desks say: what it would carry in src-shared/protocol/spoken-protocols.ts. */
const taken: Readonly<Record<number, RequestAdapter>> = {
  1: {
    push: ({ device, ...rest }) => ({ ...rest, deviceId: device }),
    bootstrap: (body) => ({ limit: 60, ...body }),
  },
  2: {
    push: ({ steps, ...rest }) => ({ ...rest, actions: steps }),
    audit: (body) => ({ of: [], ...body }),
    orders: ({ wanted, ...rest }) => ({ ...rest, ids: wanted }),
  },
  3: {
    pull: ({ epoch, scope, versions, ...rest }) => ({ ...rest, cursor: { epoch, scopeHash: scope, versions } }),
    openings: ({ marks, ...rest }) => ({ ...rest, openings: marks }),
  },
};

/** How the desk of the build before said what the next one says. */
const said: Readonly<Record<number, RequestAdapter>> = {
  1: {
    push: ({ deviceId, ...rest }) => ({ ...rest, device: deviceId }),
    bootstrap: ({ limit: _, ...rest }) => rest,
  },
  2: {
    push: ({ actions, ...rest }) => ({ ...rest, steps: actions }),
    audit: ({ of, ...rest }) => (Array.isArray(of) && of.length > 0 ? { ...rest, of } : rest),
    orders: ({ ids, ...rest }) => ({ ...rest, wanted: ids }),
  },
  3: {
    pull: ({ cursor, replays: _, ...rest }) => {
      const { epoch, scopeHash: scope, versions } = cursor as Body;
      return { ...rest, epoch, scope, versions };
    },
    bootstrap: ({ replays: _, ...rest }) => rest,
    openings: ({ openings, ...rest }) => ({ ...rest, marks: openings }),
  },
};

const nameOf: Readonly<Record<string, RequestName>> = {
  "/api/sync/push": "push",
  "/api/sync/pull": "pull",
  "/api/sync/bootstrap": "bootstrap",
  "/api/sync/audit": "audit",
  "/api/sync/orders": "orders",
  "/api/sync/openings": "openings",
};

/**
 * What a province of a build speaks: handed to the product's own routes. Of what it does not serve any more it keeps how
 * steps are sent, for ever.
 */
export function spokenBy(build: Build): SpokenProtocols {
  const older = between(1, build).map((one): [number, RequestAdapter] => {
    const { push, ...others } = taken[one] ?? {};
    return [one, { ...(push && { push }), ...(one < build - 2 ? {} : others) }];
  });
  return { current: build, adapters: Object.fromEntries(older) };
}

/** A request that the product's desk makes, as the desk of a build says it. */
export function saidBy(build: Build, path: string, body: unknown): unknown {
  const name = nameOf[path];
  if (name === undefined) return body;
  const older = between(build, newestBuild).toReversed();
  const request = older.reduce((now, one) => said[one]?.[name]?.(now) ?? now, body as Body);
  return { ...request, protocol: build };
}

/**
 * A request in the shape of an older province, as the product's routes read it, which stand for that province's own. What
 * a newer desk says otherwise is no such shape, and is refused when it is looked at.
 */
export function readBy(build: Build, path: string, body: unknown): unknown {
  const name = nameOf[path];
  if (name === undefined) return body;
  return between(build, newestBuild).reduce((now, one) => taken[one]?.[name]?.(now) ?? now, body as Body);
}

function between(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
