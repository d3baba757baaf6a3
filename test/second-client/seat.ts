import { expect } from "vitest";

import { password } from "../src-server/support/desk.ts";
import type { TestProvince } from "../src-server/support/province.ts";
import { SecondClient } from "./client/second-client.ts";
import type { Line } from "./client/wire.ts";

/** A line that a test spoils: what it does with one answer, or one request. */
type Spoiled = Readonly<{ line: Line; loseAnswer: () => void; cutRequest: () => void; sent: string[] }>;

function spoiledLine(): Spoiled {
  let loses = false;
  let cuts = false;
  const sent: string[] = [];
  const line: Line = async (address, request) => {
    sent.push(new URL(address).pathname);
    if (cuts) {
      cuts = false;
      throw new TypeError("the line is cut");
    }
    const answer = await fetch(address, request);
    if (!loses) return answer;
    loses = false;
    await answer.arrayBuffer();
    throw new TypeError("the answer is lost");
  };
  return { line, sent, loseAnswer: () => void (loses = true), cutRequest: () => void (cuts = true) };
}

type Seat = Spoiled & Readonly<{ client: SecondClient; waits: number[] }>;

/** A second client at a province that listens, signed in, over a line that a test may spoil. Its waits take no time. */
export async function seatAt(
  { base, home }: Readonly<{ base: string; home: TestProvince }>,
  username = "taishan",
  wait: () => Promise<void> = async () => undefined,
): Promise<Seat> {
  const spoiled = spoiledLine();
  const waits: number[] = [];
  const client = new SecondClient({
    base,
    line: spoiled.line,
    clocks: { bootId: "this-boot", uptimeMs: () => Math.round(performance.now()), wallClock: home.clock.now },
    wait: (ms) => {
      waits.push(ms);
      return wait();
    },
  });
  await client.signIn({ username, password });
  return { ...spoiled, client, waits };
}

/** What a note says. */
export const words = (text: string) => ({ kind: "contact", text, contactedWorker: false });

/** The notes of an order, after a pull. */
export async function notesOf(client: SecondClient, order: string): Promise<string[]> {
  await client.pull();
  const timeline = client.copy.orders.get(order)?.timeline ?? [];
  return timeline.flatMap((event) => (event.type === "noted" ? [(event as unknown as Noted).note.text] : []));
}
type Noted = Readonly<{ note: Readonly<{ text: string }> }>;

/** Fails unless the client's copy is at the heads of the feed and adds up to the province's digest. */
export async function isWhole(client: SecondClient): Promise<void> {
  const { current, digests } = await client.audit("whole");
  expect(current).toBe(true);
  expect(digests).toEqual([client.copy.digest()]);
}
