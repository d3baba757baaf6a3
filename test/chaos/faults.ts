import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { ask, deliver, type Answered, type Asked } from "./deliver.ts";

/** One request on its way over a bad line. `target` names a server, another one each time it is asked. */
export type Trip = Readonly<{
  asked: Asked;
  response: ServerResponse;
  random: SeededRandom;
  target: () => string;
  /** Told of every answer that a server gave, whether or not it arrives. */
  saw: (answer: Answered) => void;
}>;

type Fault = (trip: Trip) => Promise<void>;

async function answered(trip: Trip): Promise<Answered> {
  const answer = await deliver(trip.target(), trip.asked);
  trip.saw(answer);
  return answer;
}

function hangUp({ response }: Trip): void {
  response.socket?.destroy();
}

function write({ response }: Trip, { status, headers, body }: Answered): void {
  const { connection: _, "transfer-encoding": __, "keep-alive": ___, ...rest } = headers;
  response.writeHead(status, { ...rest, "content-length": body.length });
}

async function pass(trip: Trip): Promise<void> {
  const answer = await answered(trip);
  write(trip, answer);
  trip.response.end(answer.body);
}

/** All that a line and what stands on it can do to one exchange. */
export const faults = {
  /** nothing goes wrong */
  none: pass,
  /** a long way there and back */
  slow: async (trip) => {
    await sleep(50 + trip.random.below(700));
    const answer = await answered(trip);
    await sleep(50 + trip.random.below(700));
    write(trip, answer);
    trip.response.end(answer.body);
  },
  /** little of the answer at a time */
  narrow: async (trip) => {
    const answer = await answered(trip);
    write(trip, answer);
    const step = 1 + Math.ceil(answer.body.length / (3 + trip.random.below(12)));
    for (let at = 0; at < answer.body.length && !trip.response.destroyed; at += step) {
      trip.response.write(answer.body.subarray(at, at + step));
      await sleep(60);
    }
    trip.response.end();
  },
  /** the line is cut before anything arrived */
  "never-arrived": async (trip) => hangUp(trip),
  /** … after some bytes of the question */
  "question-cut": async (trip) => {
    const after = trip.random.below(trip.asked.body.length + 1);
    await ask(trip.target(), trip.asked, after).then((answer) => answer.destroy());
    hangUp(trip);
  },
  /** … after the server has done it and answered: nobody here hears of it */
  "answer-lost": async (trip) => {
    await answered(trip);
    hangUp(trip);
  },
  /** … after some bytes of the answer */
  "answer-cut": async (trip) => {
    const answer = await answered(trip);
    write(trip, answer);
    const some = answer.body.subarray(0, trip.random.below(answer.body.length + 1));
    trip.response.write(some, () => hangUp(trip));
    if (some.length === 0) hangUp(trip);
  },
  /** half-open: it may have arrived, and then the line carries nothing more */
  silent: async (trip) => {
    if (trip.random.below(2) === 0) await answered(trip);
    await sleep(2000 + trip.random.below(6000));
    hangUp(trip);
  },
  /** a proxy on the way sends it twice at once, to whichever server */
  twice: async (trip) => {
    const both = [answered(trip), answered(trip)];
    const answer = await Promise.any(both);
    await Promise.allSettled(both);
    write(trip, answer);
    trip.response.end(answer.body);
  },
  /** … and once more long after, when the device has gone on */
  echoed: async (trip) => {
    await pass(trip);
    if (!trip.asked.path.startsWith("/api/sync/")) return;
    setTimeout(() => void answered(trip).catch(() => undefined), 300 + trip.random.below(5000)).unref();
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

const weights: Readonly<Record<FaultName, number>> = {
  none: 60,
  slow: 10,
  narrow: 3,
  "never-arrived": 4,
  "question-cut": 4,
  "answer-lost": 7,
  "answer-cut": 4,
  silent: 1,
  twice: 4,
  echoed: 4,
};

const wheel = Object.entries(weights).flatMap(([name, weight]) => Array<string>(weight).fill(name)) as FaultName[];

export function spin(random: SeededRandom): FaultName {
  return random.pick(wheel);
}
