import type { Ask, Http, HttpAnswer, HttpFault } from "../../../src-renderer/data/http.ts";
import { isProblemName, problemSchema, type Problem } from "../../../src-shared/protocol/problem-code.ts";
import type { Caller, Network } from "../network/network.ts";
import type { Answer } from "../province/route-table.ts";
import { referenceBundle } from "../province/sim-reference.ts";
import { buildOf } from "../versions/builds.ts";
import { heardBy } from "../versions/hearing.ts";
import { saidBy } from "../versions/protocols.ts";
import { hasShape } from "../world/has-shape.ts";
import { theWorld } from "../world/world.ts";

/** The line is given up after so long without an answer, as src-renderer/data/http.ts does. */
const silenceMs = 30_000;

type Heard = Answer | "refused" | "silence";

/** Stands in for src-renderer/data/http.ts: the same answers and faults, from the simulated net. */
export function simHttp(network: Network, caller: Caller): Http {
  const build = buildOf(caller.owner);
  const ask = ({ method, path, body, token, silenceMs: given }: Ask): Promise<Heard> =>
    new Promise((resolve) => {
      const world = theWorld();
      // As it would be on the wire, and not to be changed by either end afterwards.
      const own: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
      const sent = build === null ? own : saidBy(build, path, own);
      const giveUp = world.after(given ?? silenceMs, () => resolve("silence"));
      network.send(caller, { method, path, token, body: sent }, (answer) => {
        giveUp();
        resolve(typeof answer === "string" ? answer : { ...answer, text: heardBy(build, path, answer) });
      });
    });
  return {
    urlOf: (path) => `http://province${path}`,
    json: async (asked, schema) => {
      const heard = await ask(asked);
      const problem = faultOf(heard);
      if (problem !== null || heard === "refused" || heard === "silence") return { ok: false, fault: problem ?? away };
      const value: unknown = asked.path === "/api/sync/reference" ? referenceBundle : JSON.parse(heard.text);
      const isShaped = asked.path === "/api/sync/reference" || hasShape(schema, value);
      return isShaped ? { ok: true, value: value as never } : { ok: false, fault: { kind: "not-the-province" } };
    },
    bytes: async () => ({ ok: false, fault: away }),
    pieces: async () => ({ ok: false, fault: away }),
    stream: (asked, signal) => openStream(ask, asked, { signal, caller }),
  };
}

const away: HttpFault = { kind: "unreachable" };

function faultOf(heard: Heard): HttpFault | null {
  if (heard === "refused" || heard === "silence") return away;
  if (heard.status < 300) return null;
  if (heard.text === "") return heard.status >= 502 ? away : { kind: "not-the-province" };
  const problem: unknown = JSON.parse(heard.text);
  if (!hasShape(problemSchema, problem)) return { kind: "not-the-province" };
  const { name, retryAfterMs = null, status } = problem as Problem;
  return { kind: "problem", name: isProblemName(name) ? name : "unexpected", status, retryAfterMs };
}

type Listening = Readonly<{ signal: AbortSignal; caller: Caller }>;

async function openStream(
  ask: (asked: Ask) => Promise<Heard>,
  asked: Ask,
  { signal, caller }: Listening,
): Promise<HttpAnswer<ReadableStream<Uint8Array>>> {
  const heard = await ask(asked);
  const fault = faultOf(heard);
  if (fault !== null || heard === "refused" || heard === "silence") return { ok: false, fault: fault ?? away };
  const { stream } = heard;
  if (stream === null) return { ok: false, fault: { kind: "not-the-province" } };
  const world = theWorld();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal.addEventListener("abort", () => {
        stream.destroy();
        controller.error(new Error("aborted"));
      });
      stream.on("data", (chunk: Uint8Array) => {
        if (signal.aborted || world.now() < caller.line.downCutUntil) return;
        const arrives = 1 + world.random.delay(caller.line.typicalMs);
        world.afterFor(caller.owner, arrives, () => void (signal.aborted || controller.enqueue(chunk)));
      });
    },
  });
  return { ok: true, value: body };
}
