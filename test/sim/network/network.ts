import type { Answer, Request } from "../province/route-table.ts";
import type { ServerProcess } from "../province/server-process.ts";
import type { Owner } from "../world/agenda.ts";
import type { World } from "../world/world.ts";

/** How the line of one machine is. Chances are per message. */
export type Line = {
  /** Nothing goes through, in one direction or both: until when. */
  upCutUntil: number;
  downCutUntil: number;
  loses: number;
  doubles: number;
  /** Now and then a message lies about for so long, ms. */
  straysFor: number;
  typicalMs: number;
};

export const goodLine = (): Line => ({
  upCutUntil: 0,
  downCutUntil: 0,
  loses: 0,
  doubles: 0,
  straysFor: 0,
  typicalMs: 40,
});

export type Caller = Readonly<{ name: string; line: Line; owner: Owner }>;

export type Network = Readonly<{
  /** Carries a request to a server and its answer back. Whoever waits for one that was lost waits for ever. */
  send: (caller: Caller, request: Request, answered: (answer: Answer | "refused") => void) => void;
}>;

export type Servers = Readonly<{ pick: () => ServerProcess | null }>;

/** Who looks at the province's own end of the wire. */
export type Watch = Readonly<{
  comes: (caller: Caller) => void;
  leaves: (caller: Caller, request: Request, answer: Answer) => void;
}>;

/** The net between the machines and the servers: it loses, doubles, delays and reorders, and tells nobody. */
export function createNetwork(world: World, servers: Servers, watches: readonly Watch[]): Network {
  const { random } = world;
  const transit = (line: Line): number => {
    const strays = line.straysFor > 0 && random.chance(0.02);
    return strays ? random.between(1, line.straysFor) : 1 + random.delay(line.typicalMs);
  };
  const isLost = (line: Line, cutUntil: number): boolean => {
    const lost = world.now() < cutUntil || random.chance(line.loses);
    if (lost) world.count("message lost");
    return lost;
  };
  const back = (caller: Caller, answer: Answer | "refused", answered: (answer: Answer | "refused") => void): void => {
    if (isLost(caller.line, caller.line.downCutUntil)) return;
    world.afterFor(caller.owner, transit(caller.line), () => answered(answer));
  };
  const deliver = (caller: Caller, request: Request, answered: (answer: Answer | "refused") => void): void => {
    const server = servers.pick();
    if (server === null) return back(caller, "refused", answered);
    world.afterFor(server.process, 0, () => {
      world.note(`${caller.name} > ${server.process.name} ${request.method} ${request.path}`);
      watches.forEach(({ comes }) => comes(caller));
      server.answer(request).then(
        (answer) => {
          watches.forEach(({ leaves }) => leaves(caller, request, answer));
          back(caller, answer, answered);
        },
        (error: unknown) => {
          world.note(`${server.process.name} failed: ${String(error)}`);
          world.count("request failed in the province");
          back(caller, { status: 500, text: "", stream: null }, answered);
        },
      );
    });
  };
  /** Of a file, some bytes may have come before the line was cut. */
  const beginningOf = (request: Request): Request | null => {
    const { upload } = request;
    const size = upload?.bytes?.length ?? 0;
    if (upload === undefined || size < 2 || random.chance(0.3)) return null;
    world.count("upload cut");
    return { ...request, upload: { ...upload, cutAfter: random.between(1, size - 1) } };
  };
  return {
    send: (caller, request, answered) => {
      const once = first(answered);
      const copies = random.chance(caller.line.doubles) ? 2 : 1;
      if (copies === 2) world.count("message doubled");
      for (let copy = 0; copy < copies; copy += 1) {
        const takes = transit(caller.line) + bytesMs(caller.line, request);
        const isOver = isLost(caller.line, caller.line.upCutUntil);
        const arrives = isOver ? beginningOf(request) : request;
        if (arrives !== null) world.afterFor(null, takes, () => deliver(caller, arrives, isOver ? nobody : once));
      }
    },
  };
}

const nobody = (): void => undefined;

/** Bytes take their time: a thousand a millisecond on a line that answers at once, and fewer on others. */
function bytesMs({ typicalMs }: Line, { upload }: Request): number {
  return Math.ceil(((upload?.bytes?.length ?? 0) * (1 + typicalMs / 10)) / 1000);
}

function first<Value>(run: (value: Value) => void): (value: Value) => void {
  let isDone = false;
  return (value) => {
    if (!isDone) run(value);
    isDone = true;
  };
}
