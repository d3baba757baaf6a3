import fc from "fast-check";
import { expect, test, vi } from "vitest";

import { answerCalls, type BridgeHandlers } from "../../../src-main/ipc/answer-call.ts";
import { isWithin } from "../../../src-main/ipc/argument-size.ts";
import { isDesk, type SenderFrame } from "../../../src-main/ipc/sender.ts";
import { Damaged, Unavailable } from "../../../src-main/services/fault.ts";
import { argumentLimit, bridgeCalls, type BridgeCall } from "../../../src-shared/ipc/desk-bridge.ts";
import { someAccount, someFile } from "../../support/shell-accounts.ts";

const desk: SenderFrame = { origin: "app://bundle", url: "app://bundle/orders", parent: null };
const { sha256 } = someFile(1);
const file = { account: someAccount, sha256 };
const document = { html: "<p>工单</p>", name: "工单", images: [file] };

const good: { readonly [C in BridgeCall]: unknown } = {
  "journal.open": { account: someAccount },
  "journal.append": { account: someAccount, lines: ["一"] },
  "journal.compact": { account: someAccount, lines: [] },
  "blob.begin": { ...file, size: 1 },
  "blob.write": { ...file, offset: 0, bytes: new Uint8Array(1_048_576) },
  "blob.finish": file,
  "blob.read": { ...file, offset: 0, length: 1 },
  "blob.size": file,
  "blob.delete": file,
  "blob.names": { account: someAccount },
  "secret.get": { name: "refresh" },
  "secret.set": { name: "refresh", value: "x" },
  "secret.delete": { name: "refresh" },
  "clock.read": {},
  "print.pdf": document,
  "print.paper": document,
  "file.show": { path: "/home/x/工单.pdf" },
  "app.facts": {},
  "disk.space": {},
  "line.look": {},
};
const names = Object.keys(bridgeCalls) as BridgeCall[];

/** Handlers that only note that they were called. */
function noting(work: () => Promise<unknown> = () => Promise.resolve({ ok: true, value: undefined })) {
  const handler = vi.fn(work);
  const log = { error: vi.fn(), info: vi.fn() };
  const handlers = Object.fromEntries(names.map((name) => [name, handler])) as unknown as BridgeHandlers;
  return { handler, log, answer: answerCalls(handlers, log) };
}

test.each(names)("[SH-4] E4 %s is answered for the desk's own page", async (name) => {
  const { answer, handler } = noting();
  expect(await answer(desk, name, good[name])).toEqual({ ok: true, value: undefined });
  expect(handler).toHaveBeenCalledWith(good[name]);
});

const strangers: readonly SenderFrame[] = [
  null,
  { origin: "app://bundle", url: "app://bundle/", parent: {} },
  { origin: "app://print", url: "app://print/x", parent: null },
  { origin: "app://bundle.evil", url: "app://bundle.evil/", parent: null },
  { origin: "null", url: "app://bundle/", parent: null },
  { origin: "app://bundle", url: "about:blank", parent: null },
  { origin: "app://bundle", url: "app://evil/", parent: null },
  { origin: "https://example.cn", url: "https://example.cn/app://bundle/", parent: null },
  { origin: "file://", url: "file:///app/index.html", parent: null },
];

test.each(strangers)("[SH-4] E4 a call from %j is refused before anything is looked at", async (frame) => {
  const { answer, handler } = noting();
  expect(isDesk(frame)).toBe(false);
  expect(await answer(frame, "clock.read", {})).toEqual({ ok: false, failed: "refused", detail: "sender" });
  expect(handler).not.toHaveBeenCalled();
});

test("[SH-4] E4 a name outside the contract is refused, the object's own words too", async () => {
  const { answer } = noting();
  for (const name of [
    "",
    "journal.drop",
    "__proto__",
    "constructor",
    "toString",
    7,
    null,
    undefined,
    {},
    ["clock.read"],
  ]) {
    expect(await answer(desk, name, {})).toEqual({ ok: false, failed: "refused", detail: "call" });
  }
});

test.each(names)("[SH-4] E4 %s with an argument outside its schema is refused", async (name) => {
  const { answer, handler } = noting();
  const argument = good[name] as Record<string, unknown>;
  const wrong: unknown[] = [null, undefined, "x", 7, [], { ...argument, extra: 1 }];
  wrong.push(...Object.keys(argument).map((key) => ({ ...argument, [key]: null })));
  wrong.push(...Object.keys(argument).map((key) => ({ ...argument, [key]: { $ne: 1 } })));
  for (const one of wrong)
    expect(await answer(desk, name, one)).toMatchObject({ failed: "refused", detail: "argument" });
  expect(handler).not.toHaveBeenCalled();
});

test.each(["../x", "..\\x", `${someAccount}/..`, "", `${someAccount}\n`, someAccount.toUpperCase()])(
  "[SH-4] E4 no path comes in as an account: %j",
  async (account) => {
    const { answer } = noting();
    expect(await answer(desk, "journal.open", { account })).toMatchObject({ detail: "argument" });
    expect(await answer(desk, "blob.size", { account: someAccount, sha256: account })).toMatchObject({
      detail: "argument",
    });
  },
);

test("[SH-4] E4 whatever a page sends, the answer is a value and no handler sees a wrong argument", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.anything({ withTypedArray: true, withNullPrototype: true }),
      async (name, argument) => {
        const { answer, handler } = noting();
        const { ok } = await answer(desk, name, argument);
        expect(ok).toBe(handler.mock.calls.length === 1);
      },
    ),
    { numRuns: 500 },
  );
});

test("[SH-4] E4 an argument is at most 1 MiB, counted in bytes", async () => {
  const { answer, handler } = noting();
  const html = (bytes: number): string => "工".repeat(Math.floor(bytes / 3));
  expect(await answer(desk, "print.pdf", { ...document, html: html(1_048_000) })).toMatchObject({ ok: true });
  expect(await answer(desk, "print.pdf", { ...document, html: html(1_049_000) })).toMatchObject({ detail: "size" });
  const lines = Array.from({ length: 500 }, () => "x".repeat(2100));
  expect(await answer(desk, "journal.append", { account: someAccount, lines })).toMatchObject({ detail: "size" });
  const chunk = { ...file, offset: 0, bytes: new Uint8Array(1_048_577 + 1024) };
  expect(await answer(desk, "blob.write", chunk)).toMatchObject({ detail: "size" });
  expect(await answer(desk, "blob.write", { ...chunk, bytes: new ArrayBuffer(8) })).toMatchObject({ detail: "size" });
  expect(await answer(desk, "blob.write", { ...chunk, bytes: "text" })).toMatchObject({ detail: "argument" });
  expect(handler).toHaveBeenCalledTimes(1);
  const month = Array.from({ length: 40_000 }, () => "x".repeat(1000));
  expect(await answer(desk, "journal.compact", { account: someAccount, lines: month })).toMatchObject({ ok: true });
});

test("[SH-4] E4 only compacting and chunks of files may be larger", () => {
  expect(names.filter((name) => argumentLimit(name) !== 1_048_576)).toEqual(["journal.compact", "blob.write"]);
});

test("[SH-4] E4 depth and strange objects are too large for any limit", () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
  const loop: Record<string, unknown> = {};
  loop["loop"] = loop;
  for (const strange of [
    deep,
    loop,
    new Map([["a", 1]]),
    new Date(),
    new Float64Array(1),
    new ArrayBuffer(1),
    Object.create(null),
  ]) {
    expect(isWithin(1e9, strange)).toBe(false);
  }
});

test.each([
  [new Unavailable("disk-full", new Error("ENOSPC /home/zhang")), "unavailable", "disk-full"],
  [new Unavailable("no-keychain", null), "unavailable", "no-keychain"],
  [new Damaged("the bytes hash to x"), "damaged", "damaged"],
  [new TypeError("Cannot read properties of undefined (at /home/zhang/x.js:1)"), "unavailable", "bug"],
])("[SH-4] E4 a failure (%s) is a word of ours: %s %s", async (cause, failed, detail) => {
  const { answer, log } = noting(() => Promise.reject(cause));
  expect(await answer(desk, "clock.read", {})).toEqual({ ok: false, failed, detail });
  expect(log.error).toHaveBeenCalledWith("bridge-call-failed", cause, { call: "clock.read" });
});
