import { firstValueFrom } from "rxjs";
import { expect, test } from "vitest";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { Sha256 } from "../../../src-shared/kernel/ids.ts";
import { createDownloads, type Downloads } from "../../../src-renderer/data/downloads.ts";
import type { HttpFault, PiecesWay } from "../../../src-renderer/data/http.ts";
import type { PartialFiles } from "../../../src-renderer/data/partial-files.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";

const text = "工资条".repeat(100);
const bytes = new TextEncoder().encode(text);

async function fileOf(part: Partial<Attachment> = {}): Promise<Attachment> {
  const sha256: Sha256 = await sha256Of(bytes);
  const facts = { sha256, name: "工资条.pdf", type: "application/pdf", size: bytes.length, evidence: "", caption: "" };
  return { ...facts, addedBy: "秦若谷", addedAt: 0, stored: true, ...part } as Attachment;
}

/** A computer without room: what it does with it is told in partial-files.test.ts. */
const nothingKept: PartialFiles = {
  begin: async () => [],
  add: async () => {},
  finish: async () => {},
  drop: async () => {},
  tidy: async () => {},
  pieces: async () => [],
  blobs: {
    put: async () => {},
    read: async () => null,
    size: async () => null,
    delete: async () => {},
    names: async () => [],
  },
};

type Answering = (from: number, way: PiecesWay, nth: number) => Promise<HttpFault | null> | HttpFault | null;

/** A province that answers as it is told; `asked` says from where each time. */
function province(answering: Answering): Readonly<{ downloads: Downloads; asked: readonly number[] }> {
  const asked: number[] = [];
  const session = {
    pieces: async (_ask: unknown, way: PiecesWay) => {
      asked.push(way.from);
      const fault = await answering(way.from, way, asked.length);
      return fault === null ? { ok: true as const, value: way.from } : { ok: false as const, fault };
    },
  };
  return { downloads: createDownloads({ session, partials: nothingKept, monotonic: () => performance.now() }), asked };
}

const give = (way: PiecesWay, from: number, to: number): void => {
  way.begin(from);
  way.take(new Uint8Array(bytes.slice(from, to)));
};
const unreachable: HttpFault = { kind: "unreachable" };

test("[FI-40] a line that breaks off again and again costs only what was under way", async () => {
  const { downloads, asked } = province((from, way) => {
    give(way, from, Math.min(bytes.length, from + 250));
    return from + 250 >= bytes.length ? null : unreachable;
  });
  const answer = await downloads.fetch(await fileOf());
  expect(answer.ok && (await answer.blob.text())).toBe(text);
  expect(answer.ok && answer.blob.type).toBe("application/pdf");
  expect(asked).toEqual([0, 250, 500, 750]);
});

test("[FI-40] a province that sends all anew is not misread", async () => {
  const { downloads } = province((_from, way, nth) => {
    give(way, 0, nth === 1 ? 100 : bytes.length);
    return nth === 1 ? unreachable : null;
  });
  const answer = await downloads.fetch(await fileOf());
  expect(answer.ok && (await answer.blob.text())).toBe(text);
});

test("[FI-43] a try that brings nothing ends, and the next one goes on from there", async () => {
  const { downloads, asked } = province((from, way, nth) => {
    if (nth === 2) return unreachable;
    give(way, from, nth === 1 ? 300 : bytes.length);
    return nth === 1 ? unreachable : null;
  });
  expect(await downloads.fetch(await fileOf())).toEqual({ ok: false, why: "offline" });
  expect(await downloads.fetch(await fileOf())).toMatchObject({ ok: true });
  expect(asked).toEqual([0, 300, 300]);
});

test("[FI-41] what does not hash to its name is not taken, and is asked for anew from the beginning", async () => {
  const { downloads, asked } = province((from, way, nth) => {
    way.begin(from);
    way.take(nth === 1 ? new Uint8Array(bytes.length) : bytes);
    return null;
  });
  expect(await downloads.fetch(await fileOf())).toEqual({ ok: false, why: "damaged" });
  expect(await downloads.fetch(await fileOf())).toMatchObject({ ok: true });
  expect(asked).toEqual([0, 0]);
});

test.each([
  ["pending", false, { kind: "problem", name: "no-such-file", status: 404, retryAfterMs: null }],
  ["no-right", true, { kind: "problem", name: "no-such-file", status: 404, retryAfterMs: null }],
  ["busy", true, { kind: "problem", name: "too-many-requests", status: 429, retryAfterMs: 1000 }],
  ["signed-out", true, { kind: "signed-out" }],
  ["offline", true, { kind: "not-the-province" }],
] as const)("[FI-43] why a file does not come: %s", async (why, stored, fault) => {
  const { downloads } = province(() => fault);
  expect(await downloads.fetch(await fileOf({ stored }))).toEqual({ ok: false, why });
});

test("[FI-42] a person stops it, and what came is used afterwards; who asks twice waits for the same", async () => {
  const { downloads, asked } = province(async (from, way, nth) => {
    give(way, from, nth === 1 ? 400 : bytes.length);
    if (nth > 1) return null;
    await new Promise((resolve) => way.signal.addEventListener("abort", resolve));
    return unreachable;
  });
  const file = await fileOf();
  const [first, same] = [downloads.fetch(file), downloads.fetch(file)];
  await expect.poll(async () => (await firstValueFrom(downloads.lines$))[0]?.got).toBe(0);
  expect(await firstValueFrom(downloads.lines$)).toHaveLength(1);
  downloads.stop(file.sha256);
  expect([await first, await same]).toEqual([
    { ok: false, why: "stopped" },
    { ok: false, why: "stopped" },
  ]);
  expect(await firstValueFrom(downloads.lines$)).toEqual([]);
  expect(await downloads.fetch(file)).toMatchObject({ ok: true });
  expect(asked).toEqual([0, 400]);
});
